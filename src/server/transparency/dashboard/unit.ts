import { unit as unitOf, unitNames, units as unitsOf } from '#server/organisation/index.ts'
import { isId } from '#server/platform/ids.ts'
import { err, ok, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { spanOf } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'
import type { Picture } from '../pictures.ts'
import { mayRead } from '../reach.ts'
import { trendOf } from './board.ts'
import type { BoardRefusal } from './board.ts'
import { monthsIn, monthsUpTo } from './months.rules.ts'
import * as store from './store.ts'

export type ProcedureRow = store.ProcedureSums & {
  /** The same procedure at all agencies of the province: the share on time. */
  readonly everywhere: number | null
  readonly open: number
  readonly overdue: number
}
export type HolderRow = {
  readonly id: string
  readonly name: string
  readonly claimed: boolean
  readonly open: number
  readonly overdue: number
}
export type UnitBoard = {
  readonly unit: string
  readonly name: string
  readonly asOf: string
  readonly procedures: readonly ProcedureRow[]
  readonly holders: readonly HolderRow[]
  readonly trend: Picture | null
}

const codesBelow = async (ctx: Ctx, unit: string): Promise<string[]> => [
  ...new Set([unit, ...(await unitsOf(ctx, { on: null, within: unit })).map(({ code }) => code)])
]

/** One unit with what lies below it: by procedure beside the whole province, and by who holds what is open. */
export async function unitBoard(ctx: Ctx, unit: string, period: Period): Promise<Result<UnitBoard, BoardRefusal>> {
  if (!(await mayRead(ctx, unit))) return err({ code: 'forbidden' })
  const found = await unitOf(ctx, unit)
  if (!found) return err({ code: 'not-found' })
  const units = await codesBelow(ctx, unit)
  const [sums, open, holders, months, everywhere] = await Promise.all([
    store.unitProcedures(ctx, units, monthsIn(period)),
    store.openByProcedure(ctx, units),
    store.holdersAt(ctx, units),
    store.unitMonths(ctx, units, monthsUpTo(period)),
    sharesEverywhere(ctx, period)
  ])
  return ok({
    ...{ unit, name: wordsIn(ctx.language, found.name), asOf: ctx.now().toISOString() },
    procedures: await procedureRows(ctx, sums, open, everywhere),
    holders: await holderRows(ctx, holders),
    trend: trendOf(ctx, months)
  })
}

async function sharesEverywhere(ctx: Ctx, period: Period): Promise<(procedure: string) => number | null> {
  const sums = new Map<string, [number, number]>()
  for (const { cells } of await store.provinceCells(ctx, [period]))
    for (const [procedure, , onTime, late] of cells) {
      const [good, all] = sums.get(procedure) ?? [0, 0]
      sums.set(procedure, [good + onTime, all + onTime + late])
    }
  return procedure => {
    const [good, all] = sums.get(procedure) ?? [0, 0]
    return all === 0 ? null : good / all
  }
}

async function procedureRows(
  ctx: Ctx,
  sums: readonly store.ProcedureSums[],
  open: Awaited<ReturnType<typeof store.openByProcedure>>,
  everywhere: (procedure: string) => number | null
): Promise<ProcedureRow[]> {
  const stock = new Map(open.map(each => [each.procedure, each]))
  const counted = new Set(sums.map(({ procedure }) => procedure))
  const onlyOpen = open.filter(({ procedure }) => !counted.has(procedure)).map(({ procedure }) => procedure)
  const names = await store.namesOf(ctx, onlyOpen)
  const none = { received: 0, online: 0, onTime: 0, late: 0, settled: 0, stopped: 0, timed: 0, worked: 0 }
  return [...sums, ...onlyOpen.map(procedure => ({ procedure, name: names.get(procedure) ?? '', ...none }))].map(
    row => ({
      ...row,
      ...{ everywhere: everywhere(row.procedure), open: stock.get(row.procedure)?.open ?? 0 },
      overdue: stock.get(row.procedure)?.overdue ?? 0
    })
  )
}

async function holderRows(ctx: Ctx, holders: readonly store.Holder[]): Promise<HolderRow[]> {
  const names = await unitNames(
    ctx,
    holders.map(({ unit }) => unit).filter(unit => unit !== '')
  )
  return holders.map(({ officer, unit, name, open, overdue }) => ({
    ...{ id: officer ?? unit, claimed: officer !== null, open, overdue },
    name: officer ? (name ?? '') : wordsIn(ctx.language, names.get(unit) ?? { vi: unit })
  }))
}

export const WHICH = ['settled', 'late', 'open', 'overdue'] as const
export type Which = (typeof WHICH)[number]
export type Asked = {
  readonly unit: string
  readonly period: Period
  readonly which: Which
  readonly procedure: string | null
  /** An officer's id, or a unit's code for what nobody has claimed there. */
  readonly holder: string | null
  readonly after: string | null
}
export type BoardPage = {
  readonly rows: readonly (store.BoardRow & { readonly step?: string })[]
  readonly next: string | null
}
const A_PAGE = 50

/** The dossiers behind a number of the unit's board: the third click. */
export async function boardDossiers(ctx: Ctx, asked: Asked): Promise<Result<BoardPage, BoardRefusal>> {
  if (!(await mayRead(ctx, asked.unit))) return err({ code: 'forbidden' })
  const rows = await rowsOf(ctx, asked, await codesBelow(ctx, asked.unit))
  const page = rows.slice(0, A_PAGE)
  const last = rows.length > A_PAGE ? page.at(-1)! : null
  return ok({ rows: page, next: last && `${last.sortAt.toISOString()}~${last.id}` })
}

function rowsOf(ctx: Ctx, asked: Asked, units: readonly string[]): Promise<(store.BoardRow & { step?: string })[]> {
  const { which, procedure, holder } = asked
  const [at = '', id = ''] = (asked.after ?? '').split('~')
  const after = isId(id) && !Number.isNaN(Date.parse(at)) ? { at, id } : null
  const late = which === 'late' || which === 'overdue'
  if (holder !== null) {
    const held = isId(holder) ? { officer: holder, unit: null } : { officer: null, unit: holder }
    return store.heldRows(ctx, { units, ...held, late, after }, A_PAGE + 1)
  }
  if (which === 'open' || which === 'overdue') return store.openRows(ctx, { units, procedure, late, after }, A_PAGE + 1)
  const { since, before } = spanOf(asked.period, ctx.now())
  return store.settledRows(ctx, { units, procedure, late, since, before, after }, A_PAGE + 1)
}
