import type { Day } from '#server/platform/day.ts'
import type { Language } from '#server/platform/language.ts'
import type { TextKey, Translate } from './translate.ts'

/** Page data travels as JSON, so an instant may be a `Date` or its ISO text. */
export type Moment = Date | string

/** ISO text of the clock on the wall in Vietnam (UTC+7 all year), to be cut into day and time. */
const wall = (moment: Moment): string => new Date(new Date(moment).getTime() + 7 * 3_600_000).toISOString()

/** `2026-12-01` → `01/12/2026`, in both languages: it is what stands on the papers. */
export const formatDay = (day: Day): string => day.split('-').reverse().join('/')

/** The Vietnamese calendar day of an instant, `01/12/2026`. */
export const formatDate = (moment: Moment): string => formatDay(wall(moment).slice(0, 10))

/** The clock in Vietnam, `14:05`. */
export const formatClock = (moment: Moment): string => wall(moment).slice(11, 16)

/** `14:05 01/12/2026`. */
export const formatTime = (moment: Moment): string => `${formatClock(moment)} ${formatDate(moment)}`

const NUMBERS = { vi: new Intl.NumberFormat('vi-VN'), en: new Intl.NumberFormat('en-GB') }

/** `12.345` or `12,345`. */
export const formatNumber = (value: number, language: Language): string => NUMBERS[language].format(value)

/** `20.000 đ` in Vietnamese, `20,000 VND` in English. */
export const formatMoney = (dong: number, language: Language): string =>
  `${formatNumber(dong, language)}\u00a0${language === 'vi' ? 'đ' : 'VND'}`

/** A share between 0 and 1 as `97,5 %` or `97.5%`. */
export const formatShare = (share: number, language: Language): string => {
  const figure = NUMBERS[language].format(Math.round(share * 1000) / 10)
  return language === 'vi' ? `${figure}\u00a0%` : `${figure}%`
}

/** `2,4 MB` for a file. */
export const formatBytes = (bytes: number, language: Language): string =>
  bytes < 1_000_000
    ? `${formatNumber(Math.max(1, Math.round(bytes / 1000)), language)}\u00a0kB`
    : `${formatNumber(Math.round(bytes / 100_000) / 10, language)}\u00a0MB`

export const AMOUNT_UNITS = ['working-day', 'working-hour', 'calendar-day', 'hour', 'minute', 'month'] as const
export type Amount = { readonly value: number; readonly unit: (typeof AMOUNT_UNITS)[number] }

/** `2 ngày làm việc`. */
export const formatAmount = (t: Translate, amount: Amount): string =>
  t(`amount.${amount.unit}` satisfies TextKey, { count: amount.value })

/** What is left until something is due: `còn 2 ngày làm việc`; a negative amount is lateness: `quá 2 ngày làm việc`. */
export const formatRemaining = (t: Translate, left: Amount): string =>
  left.value < 0
    ? t('due.over', { amount: formatAmount(t, { ...left, value: -left.value }) })
    : t('due.left', { amount: formatAmount(t, left) })

/** A typed `1/12/2026`, `01-12-2026` or `01122026` as a day; null when no such day exists. */
export function parseDay(typed: string): Day | null {
  const parts = /^\s*(\d{1,2})[/.\-\s]?(\d{1,2})[/.\-\s]?(\d{4})\s*$/.exec(typed)
  if (!parts) return null
  const [, day = '', month = '', year = ''] = parts
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const parsed = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === written ? written : null
}
