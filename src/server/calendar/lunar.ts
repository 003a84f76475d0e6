import type { Day } from '#server/platform/index.ts'
import { dayFrom } from './days.ts'

/**
 * The Vietnamese lunar calendar from its astronomical definition, seen from UTC+7: a month begins on the day of the new
 * moon; month 11 holds the winter solstice; where thirteen months lie between two solstices, the first of them without a
 * principal solar term is the leap month. Series: J. Meeus, Astronomical Formulae; good to minutes for centuries around us.
 */
const JULIAN_OF_1970 = 2440587.5
const VIETNAM = 7 / 24
const SYNODIC_MONTH = 29.530588853
const rad = (degrees: number): number => (degrees * Math.PI) / 180
const sin = (degrees: number): number => Math.sin(rad(degrees))

/** Terrestrial time runs ahead of clocks by about this many days in our century. */
const CLOCK_DIFFERENCE = 70 / 86_400

/** Vietnamese day number of a Julian date in universal time. */
const vietnameseDay = (julian: number): number => Math.floor(julian - JULIAN_OF_1970 + VIETNAM)

/** [amplitude in days, multiples of the sun's anomaly, the moon's anomaly, the moon's argument of latitude] */
const NEW_MOON_TERMS = [
  [0.1734, 1, 0, 0],
  [0.0021, 2, 0, 0],
  [-0.4068, 0, 1, 0],
  [0.0161, 0, 2, 0],
  [-0.0004, 0, 3, 0],
  [0.0104, 0, 0, 2],
  [-0.0051, 1, 1, 0],
  [-0.0074, -1, 1, 0],
  [0.0004, 1, 0, 2],
  [-0.0004, -1, 0, 2],
  [-0.0006, 0, 1, 2],
  [0.001, 0, -1, 2],
  [0.0005, 1, 2, 0]
] as const

/** The Vietnamese day of new moon k, counted from January 1900. */
function newMoonDay(k: number): number {
  const t = k / 1236.85
  const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t ** 2
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t ** 2
  const latitude = 21.2964 + 390.67050646 * k - 0.0016528 * t ** 2
  const mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t ** 2 + 0.00033 * sin(166.56 + 132.87 * t)
  const wobble = NEW_MOON_TERMS.reduce((sum, [days, s, m, f]) => sum + days * sin(s * sun + m * moon + f * latitude), 0)
  return vietnameseDay(mean + wobble - CLOCK_DIFFERENCE)
}

/** The sun's apparent longitude, 0 to 360 degrees, when a Vietnamese day begins. */
function sunLongitude(day: number): number {
  const t = (day - VIETNAM + JULIAN_OF_1970 - 2451545) / 36525
  const anomaly = 357.5291 + 35999.0503 * t - 0.0001559 * t ** 2
  const mean = 280.46645 + 36000.76983 * t + 0.0003032 * t ** 2
  const centre =
    (1.9146 - 0.004817 * t) * sin(anomaly) + (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.00029 * sin(3 * anomaly)
  return (((mean + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t)) % 360) + 360) % 360
}

/** Twelfths of the sun's way, the one in which a day begins; 9 begins with the winter solstice. */
const solarTerm = (day: number): number => Math.floor(sunLongitude(day) / 30)

/** Number of the new moon that opens the month with the winter solstice of a year. */
function eleventhMonth(year: number): number {
  const end = Date.UTC(year, 11, 31) / 86_400_000
  const k = Math.floor((end + JULIAN_OF_1970 - 2415021) / SYNODIC_MONTH)
  return solarTerm(newMoonDay(k)) >= 9 ? k - 1 : k
}

/** Months after month 11 at which the leap month stands, or null in a year of twelve. */
function leapMonthAfter(november: number, next: number): number | null {
  if (next - november < 13) return null
  for (let i = 1; i < 14; i++)
    if (solarTerm(newMoonDay(november + i)) === solarTerm(newMoonDay(november + i + 1))) return i
  return null
}

/** The solar day of a day of the lunar calendar (never of a leap month), e.g. Giỗ Tổ: `lunarDay(2026, 3, 10)`. */
export function lunarDay(year: number, month: number, day: number): Day {
  const november = eleventhMonth(month >= 11 ? year : year - 1)
  const leap = leapMonthAfter(november, eleventhMonth(month >= 11 ? year + 1 : year))
  const after = (month + 1) % 12
  const opens = newMoonDay(november + after + (leap !== null && after >= leap ? 1 : 0))
  return dayFrom(opens + day - 1)
}

/** The first day of the lunar year: mùng 1 Tết. */
export const tetOf = (year: number): Day => lunarDay(year, 1, 1)
