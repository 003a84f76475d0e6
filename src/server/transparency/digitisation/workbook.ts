import ExcelJS from 'exceljs'
import { dayOf } from '#server/platform/index.ts'
import type { DigitisationDossier } from './store.ts'

/** A work list as a workbook: one line a dossier, for who digitises. `titles` are the headings in the reader's words. */
export async function digitisationWorkbook(
  rows: readonly DigitisationDossier[],
  { sheet: name, titles }: { sheet: string; titles: readonly string[] }
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31))
  sheet.addRow([...titles]).font = { name: 'Times New Roman', bold: true }
  for (const row of rows)
    sheet.addRow([
      ...[row.code, row.procedure, row.unit, row.desk, dayOf(row.receivedAt).split('-').reverse().join('/')],
      ...[row.finishedAt ? dayOf(row.finishedAt).split('-').reverse().join('/') : '', row.papers, row.papersDigitised]
    ])
  ;[24, 60, 16, 16, 14, 14, 10, 14].forEach((width, at) => (sheet.getColumn(at + 1).width = width))
  sheet.views = [{ state: 'frozen', ySplit: 1 }]
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
