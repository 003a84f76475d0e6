import ExcelJS from 'exceljs'
import { readFile } from 'node:fs/promises'
import { readCsv } from './csv.rules.ts'
import { fold } from './language.ts'

/** A column of a list that people fill in, named by its heading; the order in a file does not matter. */
export type SheetColumn<Key extends string> = { readonly key: Key; readonly title: string; readonly needed: boolean }
export type SheetRow<Key extends string> = { readonly row: number; readonly cells: Readonly<Record<Key, string>> }
export type SheetFault =
  | { code: 'not-a-workbook' }
  | { code: 'empty' }
  | { code: 'heading-missing'; column: string }
  | { code: 'line-odd'; column: string }
type Read<Key extends string> = { rows: SheetRow<Key>[]; faults: SheetFault[] }

const headingIs = ({ key, title }: SheetColumn<string>, text: string): boolean =>
  fold(title) === fold(text) || fold(key) === fold(text)

/** Reads a list by what the file is, not by its name: XLSX, JSONL (one object a line) or CSV. */
export async function readTable<Key extends string>(
  path: string,
  columns: readonly SheetColumn<Key>[]
): Promise<Read<Key>> {
  const bytes = await readFile(path)
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return readSheet(path, columns)
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  const read = text.trimStart().startsWith('{') ? fromLines(text, columns) : fromCsv(text, columns)
  return { ...read, faults: read.rows.length + read.faults.length === 0 ? [{ code: 'empty' }] : read.faults }
}

function fromCsv<Key extends string>(text: string, columns: readonly SheetColumn<Key>[]): Read<Key> {
  const [head, ...lines] = [...readCsv(text)]
  const place = (column: SheetColumn<Key>) => head?.cells.findIndex(cell => headingIs(column, cell)) ?? -1
  const missing = columns.filter(column => column.needed && place(column) < 0)
  if (missing.length > 0)
    return { rows: [], faults: missing.map(column => ({ code: 'heading-missing', column: column.title })) }
  const rows = lines.map(({ line, cells }) => ({
    row: line,
    cells: Object.fromEntries(columns.map(column => [column.key, asText(cells[place(column)])])) as Record<Key, string>
  }))
  return { rows, faults: [] }
}

function fromLines<Key extends string>(text: string, columns: readonly SheetColumn<Key>[]): Read<Key> {
  const read: Read<Key> = { rows: [], faults: [] }
  text.split(/\r?\n/).forEach((content, at) => {
    if (content.trim() === '') return
    try {
      const given = Object.entries(JSON.parse(content) as Record<string, unknown>)
      const cell = (column: SheetColumn<Key>) => asText(given.find(([name]) => headingIs(column, name))?.[1])
      const cells = Object.fromEntries(columns.map(column => [column.key, cell(column)])) as Record<Key, string>
      read.rows.push({ row: at + 1, cells })
    } catch {
      read.faults.push({ code: 'line-odd', column: String(at + 1) })
    }
  })
  return read
}

const asText = (value: unknown): string =>
  value === undefined || value === null || value === false
    ? ''
    : value === true
      ? 'x'
      : Array.isArray(value)
        ? value.map(asText).join('; ')
        : String(value).normalize('NFC').trim()

/** Reads the first sheet as text, dates as `dd/mm/yyyy`; finds the heading in its first ten rows. */
export async function readSheet<Key extends string>(
  path: string,
  columns: readonly SheetColumn<Key>[]
): Promise<{ rows: SheetRow<Key>[]; faults: SheetFault[] }> {
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.readFile(path)
  } catch {
    return { rows: [], faults: [{ code: 'not-a-workbook' }] }
  }
  const sheet = workbook.worksheets[0]
  if (!sheet) return { rows: [], faults: [{ code: 'empty' }] }
  const heading = headingOf(sheet, columns)
  const missing = columns.filter(column => column.needed && !heading.columns.has(column.key))
  if (missing.length > 0)
    return { rows: [], faults: missing.map(column => ({ code: 'heading-missing', column: column.title })) }
  const rows: SheetRow<Key>[] = []
  for (let number = heading.row + 1; number <= sheet.rowCount; number++) {
    const cell = (key: Key) => cellText(sheet.getRow(number), heading.columns.get(key))
    const cells = Object.fromEntries(columns.map(({ key }) => [key, cell(key)])) as Record<Key, string>
    if (Object.values(cells).some(text => text !== '')) rows.push({ row: number, cells })
  }
  return { rows, faults: rows.length === 0 ? [{ code: 'empty' }] : [] }
}

function headingOf<Key extends string>(sheet: ExcelJS.Worksheet, wanted: readonly SheetColumn<Key>[]) {
  let best = { row: 1, columns: new Map<Key, number>() }
  for (let row = 1; row <= Math.min(10, sheet.rowCount); row++) {
    const columns = new Map<Key, number>()
    sheet.getRow(row).eachCell((cell, index) => {
      const column = wanted.find(one => headingIs(one, cell.text))
      if (column) columns.set(column.key, index)
    })
    if (columns.size > best.columns.size) best = { row, columns }
  }
  return best
}

function cellText(row: ExcelJS.Row, column: number | undefined): string {
  if (column === undefined) return ''
  const cell = row.getCell(column)
  if (cell.value instanceof Date) return cell.value.toISOString().slice(0, 10).split('-').reverse().join('/')
  return cell.text.normalize('NFC').trim()
}
