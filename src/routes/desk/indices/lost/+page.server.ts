import { indexReader, pageAsked } from '#lib/server/indices.ts'
import { LOST_PER_PAGE, lostPoints, lostYears, VERDICTS } from '#server/indices/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = indexReader({ locals, url })
  const years = await lostYears(ctx)
  const year = years.find(one => one === Number(url.searchParams.get('year'))) ?? years.at(1) ?? years[0] ?? null
  const asked = url.searchParams.get('verdict')
  const verdict = VERDICTS.find(one => one === asked) ?? (asked === 'open' ? 'open' : '')
  const { page, around } = pageAsked(url, LOST_PER_PAGE)
  const ledger = year === null ? { count: 0, points: 0, rows: [] } : await lostPoints(ctx, { year, verdict, page })
  const found = ledger.rows
  const names = await unitNames(ctx, [...new Set(found.flatMap(({ state }) => state.remedy?.owner ?? []))])
  return {
    years,
    year,
    verdict,
    points: ledger.points,
    pages: around(ledger.count),
    rows: found.map(({ id, due, state }) => ({
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
