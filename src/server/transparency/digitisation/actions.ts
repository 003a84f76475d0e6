import { unitNames } from '#server/organisation/index.ts'
import { isId } from '#server/platform/ids.ts'
import { err, ok, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { isPeriod, spanOf } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'
import { mayRead, underOf } from '../reach.ts'
import type { FigureRefusal } from '../service-index/index.actions.ts'
import * as store from './store.ts'
import type { DigitisationRow } from './store.ts'

/** Each number of the page, and the two work lists of what is missing. */
export const DIGITISATION_LISTS = [
  'papers-missing',
  'result-missing',
  'received',
  'online',
  'papered',
  'digitised',
  'whole',
  'reused',
  'settled',
  'e-result'
] as const
export type DigitisationList = (typeof DIGITISATION_LISTS)[number]

type Named = DigitisationRow & { readonly name: string }
export type Digitisation = {
  readonly unit: string
  readonly period: Period
  readonly asOf: string
  /** Shares as the service index takes them: 4.1 e-results, 4.2 papers, 4.3 reuse. */
  readonly shares: Readonly<Record<'4.1' | '4.2' | '4.3', { numerator: number; denominator: number }>>
  readonly total: DigitisationRow
  readonly units: readonly Named[]
  readonly desks: readonly Named[]
}

/** How far digitising is, with the numerators and denominators of the service index; by settling unit and by desk. */
export async function digitisation(
  ctx: Ctx,
  { unit, period }: { unit: string | null; period: Period }
): Promise<Result<Digitisation, FigureRefusal>> {
  if (!isPeriod(period)) return err({ code: 'period-odd', period })
  if (!(await mayRead(ctx, unit))) return err({ code: 'forbidden' })
  const span = { ...spanOf(period, ctx.now()), under: underOf(ctx, unit) }
  const [units, desks] = await Promise.all([store.rowsBy(ctx, span, 'unit'), store.rowsBy(ctx, span, 'desk')])
  const names = await unitNames(ctx, [...new Set([...units, ...desks].map(row => row.unit))])
  const named = (rows: readonly DigitisationRow[]): Named[] =>
    rows.map(row => ({ ...row, name: wordsIn(ctx.language, names.get(row.unit) ?? { vi: row.unit || '–' }) }))
  const total = addedUp(units)
  return ok({
    unit: unit ?? ctx.province.code,
    period,
    asOf: ctx.now().toISOString(),
    shares: {
      '4.1': { numerator: total.eResult, denominator: total.settled },
      '4.2': { numerator: total.digitised, denominator: total.papered },
      '4.3': { numerator: total.reused, denominator: total.tellsReuse }
    },
    total,
    units: named(units),
    desks: named(desks)
  })
}

const NOTHING: DigitisationRow = {
  ...{ unit: '', received: 0, online: 0, papered: 0, digitised: 0, whole: 0, papers: 0, papersDigitised: 0 },
  ...{ tellsReuse: 0, reused: 0, papersReused: 0, settled: 0, eResult: 0 }
}
const addedUp = (rows: readonly DigitisationRow[]): DigitisationRow =>
  rows.reduce((sum, row) => {
    const keys = Object.keys(NOTHING).filter(key => key !== 'unit') as Exclude<keyof DigitisationRow, 'unit'>[]
    return { ...sum, ...Object.fromEntries(keys.map(key => [key, sum[key] + row[key]])) }
  }, NOTHING)

const A_PAGE = 50

/** The dossiers behind one number of the page, or a work list of what is missing. */
export async function digitisationDossiers(
  ctx: Ctx,
  asked: { unit: string | null; period: Period; which: DigitisationList; desk: string | null; after: string | null },
  most = A_PAGE
): Promise<Result<{ rows: readonly store.DigitisationDossier[]; next: string | null }, FigureRefusal>> {
  if (!isPeriod(asked.period)) return err({ code: 'period-odd', period: asked.period })
  if (!(await mayRead(ctx, asked.unit))) return err({ code: 'forbidden' })
  const span = { ...spanOf(asked.period, ctx.now()), under: underOf(ctx, asked.unit) }
  const [at = '', id = ''] = (asked.after ?? '').split('~')
  const after = isId(id) && !Number.isNaN(Date.parse(at)) ? { at, id } : null
  const rows = await store.dossiersOf(ctx, span, { which: asked.which, desk: asked.desk, after, limit: most + 1 })
  const page = rows.slice(0, most)
  const last = rows.length > most ? page.at(-1)! : null
  return ok({ rows: page, next: last && `${last.receivedAt.toISOString()}~${last.id}` })
}
