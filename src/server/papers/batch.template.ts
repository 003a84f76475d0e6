import ExcelJS from 'exceljs'
import { wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { BATCH_COLUMNS } from './batch.rules.ts'
import type { BatchColumn } from './batch.rules.ts'
import { paperKinds } from './kinds.ts'

const WIDTHS: Readonly<Record<BatchColumn, number>> = {
  ...{ holder: 36, holder_name: 30, kind: 34, name: 34, number: 16, issued_on: 14, issuer: 34, file: 24 }
}
const EXAMPLES: readonly Readonly<Record<BatchColumn, string>>[] = [
  {
    ...{ holder: '099188000310', holder_name: 'Nguyễn Thị Hoa', kind: 'Giấy khai sinh', name: 'Giấy khai sinh' },
    ...{ number: '12/1990', issued_on: '03/02/1990', issuer: 'Ủy ban nhân dân phường Mơ Giang', file: '0001.pdf' }
  },
  {
    ...{ holder: '9900000018', holder_name: 'Công ty TNHH Gốm Sông Mơ', kind: '', name: 'Giấy phép xây dựng' },
    ...{ number: '41/GPXD', issued_on: '12/03/2014', issuer: '', file: '0002.pdf' }
  }
]
const ROWS_WITH_LIST = 2000

/** The table of old results to fill in, as XLSX: its headings, two lines of example, and the kinds to choose from. */
export async function batchTemplate(ctx: Ctx): Promise<ArrayBuffer> {
  const kinds = (await paperKinds(ctx)).filter(({ notScanned }) => notScanned === null)
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Kết quả cũ', { views: [{ state: 'frozen', ySplit: 1 }] })
  // Text: a number of a card keeps its leading zero, a day stays as it was typed.
  const style = { numFmt: '@' }
  sheet.columns = BATCH_COLUMNS.map(({ key, title }) => ({ key, header: title, width: WIDTHS[key], style }))
  sheet.getRow(1).font = { bold: true }
  sheet.addRows(EXAMPLES.map(example => BATCH_COLUMNS.map(({ key }) => example[key])))
  const list = workbook.addWorksheet('Loại giấy tờ')
  list.columns = [{ header: 'Loại giấy tờ', key: 'name', width: 44 }]
  list.addRows(kinds.map(({ name }) => [wordsIn('vi', name)]))
  const at = sheet.getColumn('kind').letter
  for (let row = 2; row <= ROWS_WITH_LIST; row++)
    sheet.getCell(`${at}${row}`).dataValidation = {
      ...{ type: 'list', allowBlank: true, showErrorMessage: false },
      formulae: [`'Loại giấy tờ'!$A$2:$A$${kinds.length + 1}`]
    }
  return workbook.xlsx.writeBuffer()
}
