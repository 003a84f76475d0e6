import { units } from '#server/organisation/index.ts'
import { dayOf, startOf } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import { cases } from './case.views.ts'
import { findingState } from './inspection.rules.ts'
import type { UnitCount } from './operations.rules.ts'
import type { Row, Window } from './operations.store.ts'

const KINDS = new Set(['department', 'commune', 'office', 'inspectorate', 'board'])

/** The province's own agencies and communes on a day: what inspections of reform work are counted over. */
export const inspectable = async (ctx: Ctx, on: Day) =>
  (await units(ctx, { on })).filter(({ kind, code }) => KINDS.has(kind) && code.split('.').length === 2)

/** Units visited of all, and findings due mended in time, by unit. */
export async function visitsIn(ctx: Ctx, window: Window): Promise<Record<'inspected' | 'findings', UnitCount[]>> {
  const [own, { visited, findings }] = await Promise.all([inspectable(ctx, dayOf(window.now)), readIn(ctx, window)])
  return {
    inspected: own.map(({ code }) => ({ unit: code, due: 1, done: visited.has(code) ? 1 : 0 })),
    findings: findings.map(({ unit, state }) => ({ unit, due: 1, done: state === 'mended' ? 1 : 0 }))
  }
}

/** The units not inspected in the window. */
export async function unvisited(ctx: Ctx, window: Window): Promise<Row[]> {
  const [own, { visited }] = await Promise.all([inspectable(ctx, dayOf(window.now)), readIn(ctx, window)])
  const left = own.filter(({ code }) => !visited.has(code))
  return left.map(({ code, name }) => row({ code, name: name.vi, unit: code, due: null, total: left.length }))
}

/** The findings of the window not mended in time. */
export async function unmended(ctx: Ctx, window: Window): Promise<Row[]> {
  const left = (await readIn(ctx, window)).findings.filter(({ state }) => state !== 'mended')
  return left.map(({ number, words, unit, due }) => row({ code: number, name: words, unit, due, total: left.length }))
}

const row = ({ due, ...rest }: Pick<Row, 'code' | 'name' | 'unit' | 'total'> & { due: Day | null }): Row => ({
  ...rest,
  receivedAt: null,
  dueAt: due ? startOf(due) : null,
  finishedAt: null
})

/** Visits of the window, and its findings that are mended or whose day has come. */
async function readIn(ctx: Ctx, { from, to, now }: Window) {
  const [first, end, today] = [dayOf(from), dayOf(to), dayOf(now)]
  const within = (day: Day) => day >= first && day < end
  const found = await cases(ctx, 'inspection')
  const visited = new Set(
    found.flatMap(({ state }) => Object.entries(state.visited).flatMap(([unit, on]) => (within(on) ? [unit] : [])))
  )
  const findings = found.flatMap(({ state }) =>
    state.findings
      .map(one => ({ ...one, number: state.number, state: findingState(one, today) }))
      .filter(one => within(one.due) && one.state !== 'open')
  )
  return { visited, findings }
}
