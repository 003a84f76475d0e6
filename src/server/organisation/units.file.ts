import { open, readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import { readTable } from '#server/platform/sheet.ts'
import type { SheetFault, SheetRow } from '#server/platform/sheet.ts'
import { UNIT_KINDS } from './model.ts'
import { text as vi } from './text.vi.ts'

/** The columns of a province's own list of units; the members of a JSON list have the same keys. */
export const UNIT_COLUMNS = [
  { key: 'code', title: 'Mã đơn vị', needed: true, width: 14 },
  { key: 'name', title: 'Tên đơn vị', needed: true, width: 48 },
  { key: 'nameEn', title: 'Tên tiếng Anh', needed: false, width: 40 },
  { key: 'kind', title: 'Loại', needed: true, width: 24 },
  { key: 'parent', title: 'Đơn vị cấp trên', needed: false, width: 16 },
  { key: 'receives', title: 'Tiếp nhận', needed: false, width: 12 },
  { key: 'settles', title: 'Giải quyết', needed: false, width: 12 },
  { key: 'short', title: 'Tên ngắn', needed: false, width: 18 },
  { key: 'address', title: 'Địa chỉ', needed: false, width: 40 },
  { key: 'phone', title: 'Điện thoại', needed: false, width: 16 },
  { key: 'from', title: 'Từ ngày', needed: false, width: 14 }
] as const
export type UnitKey = (typeof UNIT_COLUMNS)[number]['key']
export type UnitRow = SheetRow<UnitKey>

/** Reads a list of units: XLSX, CSV, JSONL or a JSON array. */
export async function readUnitRows(path: string): Promise<{ rows: UnitRow[]; faults: SheetFault[] }> {
  if (!(await isJson(path))) return readTable(path, UNIT_COLUMNS)
  const list = await jsonOf(path)
  if (!Array.isArray(list) || list.length === 0) return { rows: [], faults: [{ code: 'empty' }] }
  const rows = (list as Record<string, unknown>[]).map((one, index) => ({
    row: index + 1,
    cells: Object.fromEntries(UNIT_COLUMNS.map(({ key }) => [key, asText(one[key])])) as UnitRow['cells']
  }))
  return { rows, faults: [] }
}

const asText = (value: unknown): string =>
  value === undefined || value === null || value === false
    ? ''
    : value === true
      ? 'x'
      : String(value).normalize('NFC').trim()

/** Whether a file is a list of a province's own units, not a published map of the country. */
export async function isOwnList(path: string): Promise<boolean> {
  if (/\.xlsx$/i.test(path)) return true
  if (/\.(csv|jsonl)$/i.test(path)) {
    // Maps of the country are CSV too; only a list of units says of each what kind it is under its own code.
    const { rows } = await readTable(path, UNIT_COLUMNS).catch(() => ({ rows: [] }))
    return rows.some(({ cells }) => cells.code !== '' && cells.kind !== '')
  }
  if (!/\.json$/i.test(path)) return false
  const list = await jsonOf(path)
  return Array.isArray(list) && typeof (list[0] as { code?: unknown } | undefined)?.code === 'string'
}

async function isJson(path: string): Promise<boolean> {
  const file = await open(path).catch(() => null)
  if (!file) return false
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0).finally(() => file.close())
  return /^[\uFEFF\s]*\[/.test(buffer.subarray(0, bytesRead).toString('utf8'))
}

const jsonOf = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse((await readFile(path, 'utf8')).replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}

/** Writes an empty list of units with its heading, examples and the kinds to choose from. */
export async function writeUnitTemplate(path: string, root: string): Promise<void> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Đơn vị', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = UNIT_COLUMNS.map(({ key, title, width }) => ({ key, header: title, width }))
  sheet.getRow(1).font = { bold: true }
  const example = (code: string, name: string, kind: keyof typeof vi, more: Partial<Record<UnitKey, string>>) =>
    sheet.addRow({ code, name, kind: vi[kind], from: '01/07/2025', ...more })
  example(`${root}.01`, 'Trung tâm Phục vụ hành chính công tỉnh', 'organisation.kind.centre', { receives: 'x' })
  example(`${root}.02`, 'Sở Tư pháp', 'organisation.kind.department', { settles: 'x', short: 'so-tu-phap' })
  example(`${root}.31`, 'Ủy ban nhân dân xã …', 'organisation.kind.commune', { receives: 'x', settles: 'x' })
  const kinds = workbook.addWorksheet('Loại')
  kinds.columns = [{ header: 'Loại', key: 'name', width: 48 }]
  UNIT_KINDS.forEach(kind => kinds.addRow([vi[`organisation.kind.${kind}`]]))
  for (let row = 2; row <= 500; row++) {
    const formulae = [`'Loại'!$A$2:$A$${UNIT_KINDS.length + 1}`]
    sheet.getCell(`D${row}`).dataValidation = { type: 'list', allowBlank: true, formulae }
  }
  await workbook.xlsx.writeFile(path)
}
