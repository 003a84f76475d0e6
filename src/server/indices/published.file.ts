import { readFile } from 'node:fs/promises'
import { fold } from '#server/platform/index.ts'
import { readSheet } from '#server/platform/sheet.ts'
import type { SheetFault, SheetRow } from '#server/platform/sheet.ts'
import { cellsOfCsv } from './csv.rules.ts'
import { publishedRow } from './published.rules.ts'
import type { KnownProvinces, PublishedFault, PublishedRow } from './published.rules.ts'

/** The columns of a table of published results; `other` is what files of research call them. */
export const RESULT_COLUMNS = [
  { key: 'index', title: 'Chỉ số', other: 'index', needed: true },
  { key: 'year', title: 'Năm', other: 'year', needed: true },
  { key: 'code', title: 'Mã tỉnh', other: 'gso_code', needed: false },
  { key: 'province', title: 'Tỉnh', other: 'province', needed: true },
  { key: 'score', title: 'Điểm', other: 'score', needed: true },
  { key: 'rank', title: 'Xếp hạng', other: 'rank', needed: false },
  { key: 'source', title: 'Nguồn', other: 'source', needed: false }
] as const
type Key = (typeof RESULT_COLUMNS)[number]['key']
export type PublishedFile = {
  readonly rows: readonly PublishedRow[]
  readonly read: number
  readonly faults: readonly PublishedFault[]
  readonly sheet: readonly SheetFault[]
}

/** Reads published results of provinces from XLSX or CSV and says of each row what was not understood. */
export async function readPublished(path: string, known: KnownProvinces): Promise<PublishedFile> {
  const { rows, faults: sheet } = path.toLowerCase().endsWith('.csv')
    ? await readCsv(path)
    : await readSheet(path, RESULT_COLUMNS)
  const faults: PublishedFault[] = []
  const good: PublishedRow[] = []
  const seen = new Set<string>()
  for (const { row, cells } of rows) {
    const read = publishedRow(cells, known)
    if (!read.ok) {
      faults.push({ row, ...read.error })
      continue
    }
    const key = `${read.value.index} ${read.value.year} ${read.value.subject}`
    if (seen.has(key)) faults.push({ row, code: 'row-twice', detail: cells.province })
    else good.push(read.value)
    seen.add(key)
  }
  return { rows: good, read: rows.length, faults, sheet }
}

async function readCsv(path: string): Promise<{ rows: SheetRow<Key>[]; faults: SheetFault[] }> {
  const [heading = [], ...lines] = cellsOfCsv(await readFile(path, 'utf8'))
  const place = ({ title, other }: { title: string; other: string }) =>
    heading.findIndex(one => fold(one) === fold(title) || one.trim() === other)
  const missing = RESULT_COLUMNS.filter(column => column.needed && place(column) === -1)
  if (missing.length > 0)
    return { rows: [], faults: missing.map(({ title }) => ({ code: 'heading-missing', column: title })) }
  const rows = lines.map((cells, at) => ({
    row: at + 2,
    cells: Object.fromEntries(
      RESULT_COLUMNS.map(column => [column.key, (cells[place(column)] ?? '').trim()])
    ) as Record<Key, string>
  }))
  return { rows, faults: rows.length === 0 ? [{ code: 'empty' }] : [] }
}
