import ExcelJS from 'exceljs'
import { fold, LANGUAGES } from '#server/platform/index.ts'
import { ROLES } from './model.ts'
import type { Role } from './model.ts'
import { readSheet } from '#server/platform/sheet.ts'
import type { SheetRow } from '#server/platform/sheet.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'

/** The columns of the staff list, as printed in its heading. Their order in a file does not matter. */
export const COLUMNS = [
  { key: 'login', title: 'Tên đăng nhập', needed: true, width: 20 },
  { key: 'fullName', title: 'Họ và tên', needed: true, width: 28 },
  { key: 'email', title: 'Thư điện tử', needed: false, width: 28 },
  { key: 'phone', title: 'Điện thoại', needed: false, width: 16 },
  { key: 'unit', title: 'Mã đơn vị', needed: true, width: 14 },
  { key: 'role', title: 'Vai trò', needed: true, width: 28 },
  { key: 'title', title: 'Chức danh', needed: false, width: 28 },
  { key: 'head', title: 'Người đứng đầu', needed: false, width: 16 },
  { key: 'from', title: 'Từ ngày', needed: true, width: 14 }
] as const
export type ColumnKey = (typeof COLUMNS)[number]['key']
export type StaffRow = SheetRow<ColumnKey>
export type { SheetFault } from '#server/platform/sheet.ts'

/** Reads the staff list: the first sheet, as text. */
export const readStaffList = (path: string) => readSheet(path, COLUMNS)

/** `1/7/2025` or `2025-07-01` as a day; undefined when it is no day of the calendar. */
export function dayFromText(text: string): string | undefined {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const day = parts ? `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}` : text
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : undefined
}

/** A role by its code or by its name in either language. */
export function roleFromText(words: string): Role | undefined {
  const names = { vi, en }
  const wanted = fold(words)
  return ROLES.find(
    role => role === words.trim() || LANGUAGES.some(language => fold(names[language][`role.${role}`]) === wanted)
  )
}

/** Writes an empty staff list with its heading, two lines of example and the list of roles to copy from. */
export async function writeStaffTemplate(path: string, example: { unit: string; unitName: string }): Promise<void> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Cán bộ', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = COLUMNS.map(({ key, title, width }) => ({ key, header: title, width }))
  sheet.getRow(1).font = { bold: true }
  sheet.addRow([
    'nguyenvan.an',
    'Nguyễn Văn An',
    '',
    '0912345678',
    example.unit,
    vi['role.one-stop-officer'],
    'Chuyên viên',
    '',
    '01/07/2025'
  ])
  sheet.addRow([
    'tranthi.binh',
    'Trần Thị Bình',
    '',
    '',
    example.unit,
    vi['role.agency-head'],
    example.unitName,
    'x',
    '01/07/2025'
  ])
  const roles = workbook.addWorksheet('Vai trò')
  roles.columns = [
    { header: 'Vai trò', key: 'name', width: 32 },
    { header: 'Mã', key: 'code', width: 20 }
  ]
  ROLES.filter(role => role !== 'citizen').forEach(role => roles.addRow([vi[`role.${role}`], role]))
  for (let row = 2; row <= 500; row++) {
    sheet.getCell(`F${row}`).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [`'Vai trò'!$A$2:$A$${ROLES.length}`]
    }
  }
  await workbook.xlsx.writeFile(path)
}
