import { formatNumber, formatShare } from '#lib/format.ts'
import type { Translate } from '#lib/translate.ts'

const A_DAY = 8 * 60
/** From two days on, minutes are said as working days of 8 hours; before, as hours. */
const DAYS_FROM = 2 * A_DAY

const toTenths = (value: number): number => Math.round(value * 10) / 10

/** Office minutes as people say them: `5,5 giờ làm việc`, `3 ngày làm việc`. */
export const workingTime = (t: Translate, minutes: number): string =>
  minutes < DAYS_FROM
    ? t('open.hours', { hours: formatNumber(toTenths(minutes / 60), t.language) })
    : t('open.days', { days: formatNumber(toTenths(minutes / A_DAY), t.language) })

/** A public number, or that it is left out. */
export const shownNumber = (t: Translate, value: number | null): string =>
  value === null ? t('open.hidden') : formatNumber(value, t.language)

/** A share of published numbers; a dash where there is nothing to divide. */
export const shownShare = (t: Translate, part: number | null, whole: number | null): string =>
  part === null || whole === null ? t('open.hidden') : whole === 0 ? '–' : formatShare(part / whole, t.language)
