import { open } from 'node:fs/promises'
import type { Ctx } from '#server/platform/index.ts'
import { readTable } from '#server/platform/sheet.ts'
import * as store from './store.ts'

/** Columns of a table of procedures; a heading may be the key or the Vietnamese title. */
export const PROCEDURE_FILE_COLUMNS = [
  { key: 'code', title: 'Mã thủ tục', needed: true },
  { key: 'name', title: 'Tên thủ tục', needed: true },
  { key: 'field', title: 'Lĩnh vực', needed: false },
  { key: 'levels', title: 'Cấp thực hiện', needed: false },
  { key: 'agency', title: 'Cơ quan thực hiện', needed: false },
  { key: 'ministry', title: 'Bộ, ngành', needed: false },
  { key: 'decision', title: 'Số quyết định', needed: false },
  { key: 'applicants', title: 'Đối tượng thực hiện', needed: false },
  { key: 'time_limit', title: 'Thời hạn giải quyết', needed: false },
  { key: 'fee', title: 'Phí, lệ phí', needed: false },
  { key: 'papers', title: 'Thành phần hồ sơ', needed: false },
  { key: 'results', title: 'Kết quả thực hiện', needed: false },
  { key: 'steps', title: 'Trình tự thực hiện', needed: false },
  { key: 'conditions', title: 'Yêu cầu, điều kiện', needed: false },
  { key: 'legal_bases_text', title: 'Căn cứ pháp lý', needed: false }
] as const
type Key = (typeof PROCEDURE_FILE_COLUMNS)[number]['key']

/** Whether a file is a table (CSV, XLSX) and not JSON records, plain or packed. */
export async function isTable(path: string): Promise<boolean> {
  const file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0).finally(() => file.close())
  if (bytesRead === 0 || (buffer[0] === 0x1f && buffer[1] === 0x8b)) return false
  return !/^[\uFEFF\s]*\{/.test(buffer.subarray(0, bytesRead).toString('utf8'))
}

/**
 * The rows of a table as the records that the import reads, one a line. A cell left empty says nothing: what an earlier
 * record of the procedure said of it stands. A table that cannot be read is one line that is no record.
 */
export async function* recordsOf(ctx: Ctx, path: string): AsyncGenerator<string> {
  const { rows, faults } = await readTable<Key>(path, PROCEDURE_FILE_COLUMNS)
  for (const fault of faults) yield 'column' in fault ? `${fault.code}: ${fault.column}` : fault.code
  const known = await store.currentSources(
    ctx,
    rows.map(({ cells }) => cells.code)
  )
  const sources = new Map(known.map(({ code, source }) => [code, source]))
  for (const { cells } of rows) yield JSON.stringify({ ...sources.get(cells.code), ...recordOf(cells) })
}

function recordOf(cells: Readonly<Record<Key, string>>): object {
  const { levels, applicants, papers, results, time_limit, fee, ...texts } = cells
  const limit = limitOf(time_limit)
  const channels = [
    { channel: 'direct', time_value: limit?.value, time_unit: limit?.unit, time_text: time_limit, fee_text: fee }
  ]
  const told = {
    ...texts,
    level: listOf(levels),
    applicants: listOf(applicants),
    components: listOf(papers).map(name => ({ name, originals: 1 })),
    results: listOf(results).map(name => ({ name })),
    ...{ time_limit, fee, time_limit_main: limit, channels: time_limit || fee ? channels : [] }
  }
  const says = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== '' && value !== null)
  return Object.fromEntries(Object.entries(told).filter(([, value]) => says(value)))
}

const listOf = (text: string): string[] =>
  text
    .split(/\s*[;\n]\s*/)
    .map(item => item.trim())
    .filter(Boolean)

/** `5 ngày làm việc`, `15 ngày`; null where the words say anything more, which is left to be read by people. */
function limitOf(text: string): { value: number; unit: string } | null {
  const [, value, working] = /^\s*(\d{1,3})\s*ngày(\s+làm việc)?\s*$/i.exec(text.normalize('NFC')) ?? []
  return value ? { value: Number(value), unit: working ? 'working_day' : 'day' } : null
}
