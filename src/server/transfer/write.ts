import ExcelJS from 'exceljs'
import { csvLine } from '#server/platform/csv.rules.ts'
import type { Column, Format } from './columns.ts'

export type Row = Readonly<Record<string, string>>
export const TYPES = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const satisfies Record<Format, string>

/** Rows as pieces of a file. CSV begins with a BOM, so that spreadsheets read Vietnamese. */
export async function* written(
  format: Format,
  columns: readonly Column[],
  rows: AsyncIterable<Row> | Iterable<Row>
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  if (format === 'xlsx') return yield await workbookOf(columns, rows)
  if (format === 'csv') yield encoder.encode(`\uFEFF${csvLine(columns.map(({ key }) => key))}`)
  for await (const row of rows) {
    const line =
      format === 'csv'
        ? csvLine(columns.map(({ key }) => row[key] ?? ''))
        : `${JSON.stringify(Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? ''])))}\n`
    yield encoder.encode(line)
  }
}

async function workbookOf(columns: readonly Column[], rows: AsyncIterable<Row> | Iterable<Row>): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Một Cửa', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(({ key, title }) => ({ key, header: title, width: 24, style: { numFmt: '@' } }))
  sheet.getRow(1).font = { bold: true }
  // Cells are text, never formulas: a workbook runs nothing that somebody typed.
  for await (const row of rows) sheet.addRow(columns.map(({ key }) => row[key] ?? ''))
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
