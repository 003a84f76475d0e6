import { indexReader } from '#lib/server/indices.ts'
import { cases, VERDICTS } from '#server/indices/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = indexReader({ locals, url })
  const all = await cases(ctx, 'lost-point')
  const years = [...new Set(all.map(({ state }) => state.year))].sort((a, b) => b - a)
  const year = years.find(one => one === Number(url.searchParams.get('year'))) ?? years.at(1) ?? years[0] ?? null
  const verdict =
    VERDICTS.find(one => one === url.searchParams.get('verdict')) ??
    (url.searchParams.get('verdict') === 'open' ? 'open' : '')
  const found = all.filter(
    ({ state }) => state.year === year && (verdict === '' || (state.judgement?.verdict ?? 'open') === verdict)
  )
  const names = await unitNames(ctx, [...new Set(found.flatMap(({ state }) => state.remedy?.owner ?? []))])
  return {
    years,
    year,
    verdict,
    rows: found
      .sort((a, b) => b.state.amount - a.state.amount)
      .map(({ id, due, state }) => ({
        id,
        due,
        name: state.name,
        index: state.index.toUpperCase(),
        loss: state.loss,
        amount: state.amount,
        cause: state.cause?.code ?? null,
        remedy: state.remedy?.words ?? '',
        task: state.remedy?.task ?? '',
        owner: state.remedy ? wordsIn(ctx.language, names.get(state.remedy.owner) ?? { vi: state.remedy.owner }) : '',
        verdict: state.judgement?.verdict ?? null,
        phase: state.phase
      }))
  }
}
