import ExcelJS from 'exceljs'
import type { Report, Template } from './model.ts'
import { rowsByLevel } from './rules.ts'

/** A report as a workbook in the official order of columns; totals are formulas' results, so they open anywhere. */
export async function reportWorkbook(
  template: Template,
  report: Report,
  words: { unit: string; period: string; note: string; levels: Readonly<Record<string, string>> }
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet(template.code.replace('/', '-'), {
    pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToHeight: 0 }
  })
  const numbers = ['1', '2', ...template.columns.map(each => each.no)]
  const wide = (text: string, bold = false) => {
    const row = sheet.addRow([text])
    sheet.mergeCells(row.number, 1, row.number, numbers.length)
    row.font = { name: 'Times New Roman', size: 12, bold }
    row.alignment = { horizontal: 'center', wrapText: true }
  }
  wide(`Biểu số ${template.code}`)
  wide(template.title.toUpperCase(), true)
  wide(`${words.unit}. ${words.period}`)
  head(sheet, template)
  for (const row of rowsByLevel(report, words.levels)) {
    const added = sheet.addRow(numbers.map(no => row[no] ?? ''))
    if (row['3'] === undefined) added.font = { name: 'Times New Roman', bold: true }
  }
  sheet.lastRow!.font = { name: 'Times New Roman', bold: true }
  sheet.addRow([])
  sheet.addRow([words.note])
  sheet.getColumn(1).width = 5
  sheet.getColumn(2).width = 44
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** Two rows of headings, groups over columns, and the row of official numbers. */
function head(sheet: ExcelJS.Worksheet, { columns, lineTitle }: Template): void {
  const groups = sheet.addRow(['TT', lineTitle, ...columns.map(each => each.over ?? each.title)])
  const titles = sheet.addRow(['', '', ...columns.map(each => each.title)])
  sheet.addRow(['(1)', '(2)', ...columns.map(each => `(${each.no})`)])
  let from = 0
  columns.forEach((column, i) => {
    if (columns[i + 1]?.over === column.over) return
    if (i > from) sheet.mergeCells(groups.number, from + 3, groups.number, i + 3)
    from = i + 1
  })
  for (const column of [1, 2]) sheet.mergeCells(groups.number, column, titles.number, column)
  for (const row of [groups, titles]) {
    row.font = { name: 'Times New Roman', bold: true }
    row.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
  }
}
