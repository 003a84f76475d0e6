import type { Translate } from '../translate.ts'

const DAY = 8 * 60

/** Office minutes as working days of eight hours, hours, or minutes where it is less than an hour. */
export function officeTime(t: Translate, minutes: number): string {
  const days = Math.floor(minutes / DAY)
  const hours = Math.round((minutes % DAY) / 6) / 10
  if (minutes < 60) return t('held.minutes', { minutes })
  if (days === 0) return t('held.hours', { hours })
  return hours === 0 ? t('held.days', { days }) : t('held.days-hours', { days, hours })
}

/** `2026-12` → `12/2026`. */
export const monthWords = (month: string): string => month.split('-').reverse().join('/')
