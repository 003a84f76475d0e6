import { fold } from '#server/platform/language.ts'
import type { ImportRemark, ProcessRecord, StepRow } from './import.model.ts'
import type { Norm, NormUnit } from './model.ts'
import { sumOf } from './times.rules.ts'

/** What a bare "ngày" means in one published process. */
export type DayReading = 'working-day' | 'calendar-day'
type Remark = (code: ImportRemark['code'], row?: number | null, detail?: string) => void
type Written = { readonly value: number; readonly unit: 'working_day' | 'day' | 'working_hour' }

const UNITS = {
  'ngay lam viec': 'working_day',
  ngay: 'day',
  'gio lam viec': 'working_hour',
  gio: 'working_hour'
} as const

/** `0,25 ngày làm việc`, `1/2 ngày`, `04 giờ làm việc`: the amount and unit of a written time, or null. */
export function parseTime(text: string): Written | null {
  const found = /(\d+)\s*\/\s*(\d+)|(\d+(?:[.,]\d+)?)/.exec(text)
  const unit = /\b(ngay lam viec|gio lam viec|ngay|gio)\b/.exec(fold(text))?.[1] as keyof typeof UNITS | undefined
  if (!found || !unit) return null
  const value = found[1] ? Number(found[1]) / Number(found[2]) : Number(found[3]!.replace(',', '.'))
  return value > 0 && Number.isFinite(value) ? { value, unit: UNITS[unit] } : null
}

/**
 * A bare "ngày" is office time where the process says "ngày làm việc" anywhere or cuts days into parts (a quarter of a
 * calendar day means nothing at a desk); otherwise it is the calendar day of the Civil Code. The reading is reported.
 */
export function readDays(record: ProcessRecord, remark: Remark): DayReading {
  const bare = record.steps.some(step => step.unit === 'day') || record.total_unit === 'day'
  const said = [record.title, record.total_text ?? '', ...record.columns].some(text =>
    fold(text).includes('ngay lam viec')
  )
  const parts = record.steps.some(step => step.unit === 'day' && step.value !== null && !Number.isInteger(step.value))
  const reading = said || parts ? 'working-day' : 'calendar-day'
  if (bare) remark(reading === 'working-day' ? 'days-read-as-office-time' : 'days-read-as-calendar-days')
  return reading
}

/** The time of a row; null where the row says that its time does not count, or says nothing we understand. */
export function readTime(
  row: Pick<StepRow, 'time_text' | 'value' | 'unit'>,
  position: number,
  days: DayReading,
  remark: Remark
): Norm | null {
  const written = parseTime(row.time_text)
  if (row.value !== null && row.unit !== null) {
    const same = written?.value === row.value && written.unit === row.unit
    if (!same) remark('time-differs', position, `${row.time_text} ≠ ${row.value} ${row.unit}`)
    return normOf({ value: row.value, unit: row.unit }, days)
  }
  if (written) return normOf(written, days)
  const said = fold(row.time_text)
  if (said === '') remark('time-missing', position)
  else if (said !== 'khong tinh thoi gian' && said !== 'gio hanh chinh')
    remark('time-unreadable', position, row.time_text)
  return null
}

export const totalOf = (record: ProcessRecord, days: DayReading): Norm | null =>
  record.total_value && record.total_unit ? normOf({ value: record.total_value, unit: record.total_unit }, days) : null

const normOf = ({ value, unit }: Written, days: DayReading): Norm => {
  const read: NormUnit = unit === 'working_day' ? 'working-day' : unit === 'working_hour' ? 'working-hour' : days
  return { value, unit: read }
}

/** Sub-totals written in the table's headings, `Quy trình giải quyết tại cấp xã (03 ngày làm việc)`, by stage. */
export function checkStages(
  record: ProcessRecord,
  steps: readonly { stage?: number; norm: Norm | null }[],
  days: DayReading,
  remark: Remark
) {
  const headings = record.columns.filter(column => fold(column).startsWith('quy trinh giai quyet tai'))
  headings.forEach((heading, index) => {
    const written = parseTime(heading.slice(heading.lastIndexOf('(')))
    const norms = steps.filter(step => (step.stage ?? 1) === index + 1).flatMap(step => step.norm ?? [])
    if (!written || norms.length === 0) return
    const stated = normOf(written, days)
    const sum = sumOf(norms, stated.unit)
    if (sum.value !== stated.value) remark('stage-sum-differs', null, `${sum.value} ≠ ${stated.value}`)
  })
}
