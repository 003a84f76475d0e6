import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { computeLists } from '../late-list.ts'
import type { HeardEntry, Month } from './model.ts'
import { editionsOf } from './store.ts'
import { statesOf } from './views.ts'

/** The month's lists for a program: as they stand, or, for agencies not drafted yet, as counted now. */
export async function lateListReport(ctx: Ctx, month: Month) {
  const drafted = (await statesOf(ctx, month)).map(({ state }) => state)
  const known = new Set(drafted.map(({ agency }) => agency))
  const counted = (await computeLists(ctx, month)).filter(({ agency }) => !known.has(agency))
  const rows = [
    ...drafted.map(list => ({ ...list, state: list.phase as string })),
    ...counted.map(list => ({
      ...{ ...list, state: 'not-drafted', edition: 0 },
      entries: list.entries.map((entry): HeardEntry => ({ ...entry, answers: [], decided: null }))
    }))
  ].sort((a, b) => (a.agency < b.agency ? -1 : 1))
  const agencies = await Promise.all(
    rows.map(async ({ agency, base, state, edition, entries }) => {
      const [newest] = edition > 0 ? await editionsOf(ctx, { agency, month }) : []
      return {
        ...{ agency, state, edition, handled: base.handled, late: base.late, outside: base.outside },
        hash: newest?.hash ?? null,
        entries: entries.map(told)
      }
    })
  )
  return { month, asOf: dayOf(ctx.now()), agencies }
}

const told = ({
  no,
  kind,
  about,
  unit,
  officer,
  officerName,
  post,
  dueAt,
  finishedAt,
  late,
  minutes,
  ...heard
}: HeardEntry) => ({
  ...{ no, kind, about, unit, officer, officerName, post, dueAt, finishedAt },
  lateMinutes: late,
  minutes,
  share: late > 0 ? minutes / late : null,
  answers: heard.answers.length,
  verdict: heard.decided ? heard.decided.verdict.kind : null,
  ground: heard.decided?.verdict.kind === 'strike' ? heard.decided.verdict.ground : null
})
