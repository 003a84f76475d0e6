import { fold } from '#server/platform/language.ts'
import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { IndexNode } from './model.ts'

/** Provinces by statistical code. */
export type KnownProvinces = ReadonlyMap<string, string>
export type PublishedRow = {
  readonly index: string
  readonly year: number
  readonly subject: string
  readonly name: string
  readonly total: number | null
  readonly rank: number | null
  readonly source: string
}
export type PublishedFault = {
  readonly row: number
  readonly code: 'number-odd' | 'index-odd' | 'province-unknown' | 'score-too-high' | 'row-empty' | 'row-twice'
  readonly detail: string
}
type Cells = Readonly<Record<'index' | 'year' | 'code' | 'province' | 'score' | 'rank' | 'source', string>>

/** The highest total of an index of provinces: PAPI had six dimensions of ten points, eight from 2018. */
export const highestOf = (index: string, year: number): number => (index === 'papi' ? (year < 2018 ? 60 : 80) : 100)

/** Whose an average of all provinces is. */
export const COUNTRY = 'VN'
const NATIONAL: readonly string[] = ['national', 'ca nuoc', 'toan quoc', 'trung binh']

const number = (text: string): number | null => (text === '' ? null : Number(text.replace(',', '.')))
const bare = (name: string) => fold(name).replace(/^(tinh|thanh pho|tp\.?) /, '')

/** One row of published results: whose, of which index and year, how many points. A blank is no data, never nought. */
export function publishedRow(cells: Cells, known: KnownProvinces): Result<PublishedRow, Omit<PublishedFault, 'row'>> {
  const index = fold(cells.index).replace(/ index$/, '')
  if (!/^[a-z][a-z0-9-]{1,30}$/.test(index)) return err({ code: 'index-odd', detail: cells.index })
  const [year, total, rank] = [Number(cells.year), number(cells.score), number(cells.rank)]
  if (!Number.isInteger(year) || year < 2000 || year > 2100) return err({ code: 'number-odd', detail: cells.year })
  if (total !== null && (Number.isNaN(total) || total < 0)) return err({ code: 'number-odd', detail: cells.score })
  if (rank !== null && (!Number.isInteger(rank) || rank < 1)) return err({ code: 'number-odd', detail: cells.rank })
  if (total === null && rank === null) return err({ code: 'row-empty', detail: cells.province })
  if (total !== null && total > highestOf(index, year)) return err({ code: 'score-too-high', detail: cells.score })
  // An average of the whole country stands beside the provinces and is never ranked among them.
  if (NATIONAL.includes(bare(cells.province)))
    return ok({ index, year, subject: COUNTRY, name: cells.province, total, rank: null, source: cells.source })
  const named = [...known].find(([, name]) => bare(name) === bare(cells.province))?.[0]
  const subject = cells.code === '' ? named : cells.code.padStart(2, '0')
  if (!subject || (known.size > 0 && !known.has(subject)))
    return err({ code: 'province-unknown', detail: cells.province })
  return ok({ index, year, subject, name: cells.province, total, rank, source: cells.source })
}

/** An edition that has only a total. */
export const totalOnly = (index: string, year: number): IndexNode[] => [
  {
    key: index,
    code: index.toUpperCase(),
    parent: null,
    name: { vi: `Tổng điểm ${index.toUpperCase()}`, en: `${index.toUpperCase()} total` },
    kind: 'outcome',
    minimum: 0,
    maximum: highestOf(index, year),
    weight: 1,
    rule: '',
    examples: [],
    evidence: '',
    owner: ''
  }
]
