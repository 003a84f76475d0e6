import type { PaperKind } from './kinds.model.ts'
import { kindOf, validTo } from './kinds.rules.ts'
import { PaperInput } from './model.ts'
import type { Paper } from './model.ts'

/** The columns of a table of old results, by heading. */
export const BATCH_COLUMNS = [
  { key: 'holder', title: 'Số định danh hoặc mã số doanh nghiệp', needed: true },
  { key: 'holder_name', title: 'Họ tên hoặc tên tổ chức', needed: true },
  { key: 'kind', title: 'Loại giấy tờ', needed: false },
  { key: 'name', title: 'Tên giấy tờ', needed: true },
  { key: 'number', title: 'Số', needed: true },
  { key: 'issued_on', title: 'Ngày cấp', needed: false },
  { key: 'issuer', title: 'Nơi cấp', needed: false },
  { key: 'file', title: 'Tên tệp', needed: true }
] as const
export type BatchColumn = (typeof BATCH_COLUMNS)[number]['key']
export type BatchCells = Readonly<Record<BatchColumn, string>>
export type BatchFault =
  | 'holder-odd'
  | 'name-missing'
  | 'number-missing'
  | 'day-odd'
  | 'file-missing'
  | 'twice-in-table'
  | 'there-already'
  | 'refused'

/** A day as tables write it: 03/02/2019 or 2019-02-03; null where it is no day. */
export function dayIn(text: string): string | null {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim())
  const day = parts ? `${parts[3]}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}` : text.trim()
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) ? day : null
}

/** A line of the table as a paper to enter, or what is wrong with it. Pure. */
export function paperOfLine(
  cells: BatchCells,
  unit: string,
  kinds: readonly PaperKind[]
): PaperInput | { fault: BatchFault } {
  const number = cells.holder.replace(/\s/g, '')
  const organisation = number.replace(/-/g, '').length !== 12
  if (cells.name === '' || cells.holder_name === '') return { fault: 'name-missing' }
  if (cells.number === '') return { fault: 'number-missing' }
  const issuedOn = cells.issued_on === '' ? null : dayIn(cells.issued_on)
  if (cells.issued_on !== '' && issuedOn === null) return { fault: 'day-odd' }
  // What the table calls its kind, by code or by words, else what the paper itself is called.
  const kind = kindOf(kinds, { code: cells.kind, name: `${cells.kind} ${cells.name}` })
  const read = PaperInput.safeParse({
    ...{ kind: kind.code, name: cells.name, number: cells.number, issuer: cells.issuer },
    validTo: validTo(kind, issuedOn),
    holder: { kind: organisation ? 'organisation' : 'person', number, name: cells.holder_name },
    ...{ issuedOn, unit, source: 'batch', form: 'scan' }
  })
  return read.success ? read.data : { fault: 'holder-odd' }
}

/** What makes one old result the same as another: the file, its number and its holder. */
export const identityOf = (file: string, { number, holder }: Pick<Paper, 'number' | 'holder'>): string =>
  JSON.stringify([file, number, holder.number])
