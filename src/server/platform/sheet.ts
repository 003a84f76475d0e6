import ExcelJS from 'exceljs'
import { fold } from './language.ts'

/** A column of a list that people fill in, named by its heading; the order in a file does not matter. */
export type SheetColumn<Key extends string> = { readonly key: Key; readonly title: string; readonly needed: boolean }
export type SheetRow<Key extends string> = { readonly row: number; readonly cells: Readonly<Record<Key, string>> }
export type SheetFault = { code: 'not-a-workbook' } | { code: 'empty' } | { code: 'heading-missing'; column: string }

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
      const column = wanted.find(one => fold(one.title) === fold(cell.text))
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
