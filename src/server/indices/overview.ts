import type { Ctx } from '#server/platform/index.ts'
import { editions, edition as editionById } from './edition.store.ts'
import type { EditionRow, Subject } from './model.ts'
import { median, onOwnMap, onTodaysMap, ranked } from './map.rules.ts'
import { neighboursOf } from './neighbours.ts'
import { partsOf, standings, subjects, successorsToday } from './score.views.ts'
import type { PartOfYear } from './score.views.ts'

export type PartFigure = {
  readonly key: string
  readonly name: string
  readonly maximum: number
  readonly minimum: number
  readonly weight: number
  readonly value: number | null
  readonly past: number | null
  readonly best: number | null
  readonly median: number | null
  /** Figures of every year by the stable key, with the range of that year. */
  readonly years: Readonly<Record<number, { readonly value: number; readonly share: number }>>
}
export type Overview = {
  readonly indices: readonly { readonly key: string; readonly name: { vi: string; en?: string } }[]
  readonly index: string
  readonly edition: EditionRow | null
  readonly years: readonly number[]
  readonly year: number | null
  readonly map: 'then' | 'now'
  readonly subject: Subject | null
  readonly subjects: readonly { readonly code: Subject; readonly name: string }[]
  readonly trend: readonly {
    year: number
    value: number
    low: number | null
    high: number | null
    median: number | null
    rank: number
    of: number
  }[]
  readonly ranks: readonly {
    readonly subject: Subject
    readonly name: string
    readonly value: number
    readonly rank: number
    readonly of: readonly string[]
  }[]
  readonly parts: readonly PartFigure[]
  readonly weighted: boolean
  /** The provinces that border on the subject. */
  readonly neighbours: readonly Subject[]
}

/** Everything the overview shows of one index, year, subject and map. */
export async function overview(
  ctx: Ctx,
  asked: { index?: string | null; year?: number | null; subject?: string | null; map?: string | null }
): Promise<Overview> {
  const [all, withStandings] = await Promise.all([
    editions(ctx),
    ctx.sql<{ id: string }[]>`
      select e.id as "id" from index_edition e where exists (select from index_standing t where t.edition = e.id)`
  ])
  const scored = new Set(withStandings.map(({ id }) => id))
  const withScores = all.filter(one => scored.has(one.id))
  const indices = [...Map.groupBy(withScores, one => one.index)].map(([key, [one]]) => ({ key, name: one!.name }))
  const index =
    indices.find(({ key }) => key === asked.index)?.key ??
    indices.find(({ key }) => key === 'par')?.key ??
    indices[0]?.key ??
    ''
  const map = asked.map === 'now' ? 'now' : 'then'
  const rows = await standings(ctx, index)
  const years = [...new Set(rows.map(({ year }) => year))].sort((a, b) => b - a)
  const year = years.find(one => one === asked.year) ?? years[0] ?? null
  const codes = [...new Set(rows.map(({ subject }) => subject))]
  const successors = await successorsToday(ctx, codes)
  const on = (of: Parameters<typeof onOwnMap>[0]) => (map === 'now' ? onTodaysMap(of, successors) : onOwnMap(of))
  const byYear = new Map(
    [...Map.groupBy(rows, one => one.year)].map(([at, own]) => [
      at,
      ranked(on(own.map(one => ({ ...one, value: one.total }))))
    ])
  )
  const present = (year === null ? undefined : byYear.get(year)) ?? []
  const names = await subjects(ctx, [...new Set([...codes, ...successors.map(one => one.successor)])])
  const subject =
    present.find(one => one.subject === asked.subject)?.subject ??
    present.find(one => one.subject === ctx.province.code)?.subject ??
    present[0]?.subject ??
    null
  const nameOf = (code: string) => names.get(code) ?? code
  const editionId = rows.find(one => one.year === year)?.edition
  const parts = await partsOf(ctx, [...new Set(rows.map(one => one.edition))])
  return {
    indices,
    index,
    edition: editionId ? await editionById(ctx, editionId) : null,
    years,
    year,
    map,
    subject,
    subjects: [...present]
      .sort((a, b) => nameOf(a.subject).localeCompare(nameOf(b.subject), 'vi'))
      .map(({ subject }) => ({ code: subject, name: nameOf(subject) })),
    trend: [...byYear]
      .sort(([a], [b]) => a - b)
      .flatMap(([at, own]) => {
        const mine = own.find(one => one.subject === subject)
        return mine
          ? [
              {
                year: at,
                value: mine.value,
                low: mine.low,
                high: mine.high,
                median: median(own.map(({ value }) => value)),
                rank: mine.rank,
                of: own.length
              }
            ]
          : []
      }),
    ranks: present.map(one => ({ ...one, name: nameOf(one.subject), of: one.of.map(nameOf) })),
    parts: year === null || subject === null ? [] : partFigures(parts, year, subject, on, ctx.language),
    weighted: parts.some(({ weight }) => weight !== 1),
    neighbours: subject === null ? [] : await neighboursOf(ctx, subject)
  }
}

function partFigures(
  all: readonly PartOfYear[],
  year: number,
  subject: Subject,
  on: (of: Parameters<typeof onOwnMap>[0]) => ReturnType<typeof onOwnMap>,
  language: string
): PartFigure[] {
  const byKey = new Map(all.map(one => [`${one.year} ${one.key}`, one]))
  const met = new Map<string, ReturnType<typeof onOwnMap>>()
  const figures = (at: number, key: string) => {
    const part = byKey.get(`${at} ${key}`)
    if (!part) return []
    const known =
      met.get(`${at} ${key}`) ?? on(Object.entries(part.finals).map(([one, value]) => ({ subject: one, value })))
    met.set(`${at} ${key}`, known)
    return known
  }
  const years = [...new Set(all.map(one => one.year))].sort((one, other) => one - other)
  const before = years.filter(one => one < year).at(-1)
  const now = all.filter(one => one.year === year).sort((one, other) => one.position - other.position)
  return now.map(part => {
    const present = figures(year, part.key)
    const valueIn = (at: number | undefined) =>
      at === undefined ? null : (figures(at, part.key).find(one => one.subject === subject)?.value ?? null)
    const perYear = years.flatMap(at => {
      const range = byKey.get(`${at} ${part.key}`)
      const value = range ? valueIn(at) : null
      return range && value !== null
        ? [[at, { value, share: (value - range.minimum) / (range.maximum - range.minimum) }] as const]
        : []
    })
    return {
      key: part.key,
      name: language === 'en' && part.nameEn ? part.nameEn : part.nameVi,
      maximum: part.maximum,
      minimum: part.minimum,
      weight: part.weight,
      value: valueIn(year),
      past: valueIn(before),
      best: present.length > 0 ? Math.max(...present.map(({ value }) => value)) : null,
      median: median(present.map(({ value }) => value)),
      years: Object.fromEntries(perYear)
    }
  })
}
