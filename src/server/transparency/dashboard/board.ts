import { units as unitsOf } from '#server/organisation/index.ts'
import type { Level, Unit } from '#server/organisation/index.ts'
import { err, ok, remembered, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Period } from '../period.rules.ts'
import { byMonth, pairs } from '../pictures.ts'
import type { Picture } from '../pictures.ts'
import { mayRead } from '../reach.ts'
import { monthWords, numbersFor, sharesFor, wordsFor } from '../words.ts'
import { monthsBetween, monthsUpTo, trendMonths } from './months.rules.ts'
import { agencyRows } from './province.rules.ts'
import type { AgencyRow } from './province.rules.ts'
import * as store from './store.ts'

export type BoardRefusal = { code: 'forbidden' } | { code: 'not-found' }
export type Peers = {
  readonly level: Level
  readonly rows: readonly (AgencyRow & { readonly name: string })[]
  readonly picture: Picture | null
}
export type ProvinceBoard = {
  readonly asOf: string
  readonly totals: {
    readonly received: number
    readonly settled: number
    readonly late: number
    readonly open: number
    readonly overdue: number
  }
  readonly peers: readonly Peers[]
  readonly trend: Picture | null
}

const LEVELS: readonly Level[] = ['province', 'district', 'commune']
/** How many offices a picture shows; the table has all. */
const SHOWN = 12
/** Sums of months change by the minute; many leaders look at the same. */
const cells = remembered<Awaited<ReturnType<typeof store.agencyCells>>>(10_000)

/** Every agency's cells of a period, as they stood in the last seconds. */
const cellsOf = (ctx: Ctx, period: Period) => cells.of(ctx, period, () => store.agencyCells(ctx, period))

/** The province's board: agencies compared with those of their level, raw and at the same mix of procedures. */
export async function provinceBoard(ctx: Ctx, period: Period): Promise<Result<ProvinceBoard, BoardRefusal>> {
  if (!(await mayRead(ctx, null))) return err({ code: 'forbidden' })
  const [agencies, open, months, units] = await Promise.all([
    cellsOf(ctx, period),
    store.openByAgency(ctx),
    store.provinceCells(ctx, monthsBetween(monthsUpTo(period))).then(trendMonths),
    unitsOf(ctx, { on: null })
  ])
  const known = new Map(units.map(each => [each.code, each]))
  const stock = new Map(open.map(({ agency, ...rest }) => [agency, rest]))
  const seen = [
    ...agencies,
    ...open
      .filter(({ agency }) => !agencies.some(each => each.agency === agency))
      .map(({ agency }) => ({ agency, cells: [] }))
  ]
  const peers = LEVELS.map(level => {
    const own = seen.filter(({ agency }) => (known.get(agency)?.level ?? 'province') === level)
    const rows = agencyRows(own, stock).map(row => ({ ...row, name: nameOf(ctx, known.get(row.code), row.code) }))
    return { level, rows, picture: comparison(ctx, level, rows) }
  }).filter(({ rows }) => rows.length > 0)
  const all = peers.flatMap(({ rows }) => rows)
  const sum = (of: 'received' | 'settled' | 'late' | 'open' | 'overdue') =>
    all.reduce((whole, row) => whole + row[of], 0)
  const totals = {
    received: sum('received'),
    settled: sum('settled'),
    late: sum('late'),
    open: sum('open'),
    overdue: sum('overdue')
  }
  return ok({ asOf: ctx.now().toISOString(), totals, peers, trend: trendOf(ctx, months) })
}

const nameOf = (ctx: Ctx, unit: Unit | undefined, code: string): string =>
  unit ? wordsIn(ctx.language, unit.name) : code

function comparison({ language }: Ctx, level: Level, rows: Peers['rows']): Picture | null {
  const found = rows.flatMap(({ name, onTime }) =>
    onTime?.standard == null ? [] : [{ name, strong: onTime.standard, pale: onTime.raw }]
  )
  if (found.length < 2) return null
  const t = wordsFor(language)
  const share = sharesFor(language)
  const [first] = found
  return pairs(
    found.slice(0, SHOWN),
    {
      id: `compare-${level}`,
      title: t('board.compare', { group: t(`board.group.${level}`) }),
      description: t('board.compare-says', {
        unit: first!.name,
        standard: share(first!.strong),
        raw: share(first!.pale)
      }),
      note: t('board.compare-note'),
      names: [t('board.unit'), t('board.standard'), t('board.raw')]
    },
    share
  )
}

/** Settled on time and late, month by month; a single month is no course of things. */
export function trendOf({ language }: Ctx, months: ReturnType<typeof trendMonths>): Picture | null {
  const last = months.at(-1)
  if (!last || months.length < 2) return null
  const t = wordsFor(language)
  const { settled, late } = last
  return byMonth(
    months,
    {
      ...{ id: 'trend', title: t('board.trend'), note: t('board.trend-note'), none: '–' },
      description: t('board.trend-says', { last: monthWords(last.month), settled, late }),
      names: [t('open.month'), t('board.on-time'), t('board.late')]
    },
    numbersFor(language)
  )
}
