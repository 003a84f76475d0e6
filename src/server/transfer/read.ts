import { readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import { fold } from '#server/platform/index.ts'
import { readCsv } from '#server/platform/csv.rules.ts'
import { DOSSIER_COLUMNS } from './columns.ts'
import type { DossierColumn } from './columns.ts'
import type { Cells } from './values.rules.ts'

/** A row with where it stands in the file; `cells` null: the line is no row at all. */
export type ReadRow = { readonly line: number; readonly cells: Cells | null }

/** Rows of a file of dossiers by what the file is, not by its name: XLSX, JSONL or CSV. */
export async function readDossiers(path: string): Promise<ReadRow[]> {
  const bytes = await readFile(path)
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return fromSheet(path)
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  return text.trimStart().startsWith('{') ? fromLines(text) : fromCsv(text)
}

const columnOf = (heading: string): DossierColumn | undefined =>
  DOSSIER_COLUMNS.find(({ key, title }) => fold(heading) === fold(key) || fold(heading) === fold(title))?.key

function named(headings: readonly string[], cells: readonly string[]): Cells {
  const pairs = headings.map((heading, at) => [columnOf(heading), cells[at] ?? ''] as const)
  return Object.fromEntries(pairs.filter(([column]) => column !== undefined))
}

function fromCsv(text: string): ReadRow[] {
  const [head, ...rows] = [...readCsv(text)]
  return head ? rows.map(({ line, cells }) => ({ line, cells: named(head.cells, cells) })) : []
}

function fromLines(text: string): ReadRow[] {
  return text.split(/\r?\n/).flatMap((content, at) => {
    if (content.trim() === '') return []
    try {
      const given = JSON.parse(content) as Record<string, unknown>
      const cells = Object.entries(given).map(([key, value]) => [columnOf(key), asText(value)] as const)
      return [{ line: at + 1, cells: Object.fromEntries(cells.filter(([column]) => column !== undefined)) }]
    } catch {
      return [{ line: at + 1, cells: null }]
    }
  })
}
const asText = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)

async function fromSheet(path: string): Promise<ReadRow[]> {
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.readFile(path)
  } catch {
    return [{ line: 1, cells: null }]
  }
  const sheet = workbook.worksheets[0]
  if (!sheet) return []
  const textsOf = (row: ExcelJS.Row) =>
    Array.from({ length: sheet.columnCount }, (_, at) => cellText(row.getCell(at + 1)))
  const headings = textsOf(sheet.getRow(1))
  const rows: ReadRow[] = []
  for (let line = 2; line <= sheet.rowCount; line++) {
    const cells = textsOf(sheet.getRow(line))
    if (cells.some(cell => cell !== '')) rows.push({ line, cells: named(headings, cells) })
  }
  return rows
}

/** A date of a workbook has no zone: it is the wall clock of the office. */
const cellText = (cell: ExcelJS.Cell): string =>
  cell.value instanceof Date ? cell.value.toISOString().slice(0, 19) : cell.text.trim()
