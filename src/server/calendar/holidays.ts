import type { Day } from '#server/platform/index.ts'
import { shiftDay } from '#server/platform/index.ts'
import { dayNumber, weekdayOf } from './days.ts'
import { lunarDay, tetOf } from './lunar.ts'
import type { CalendarDay, DayStatus } from './model.ts'

/** What the Government chooses each year within the law: days of Tết before mùng 1, and the second National Day. */
type Choice = { readonly tetEve: 1 | 2; readonly nationalDay: '09-01' | '09-03' | null }

/** Years up to the last announced one; later years are computed and may still be moved by the yearly notice. */
const CHOICES: Readonly<Record<number, Choice>> = {
  2018: { tetEve: 2, nationalDay: null },
  2019: { tetEve: 1, nationalDay: null },
  2020: { tetEve: 2, nationalDay: null },
  2021: { tetEve: 2, nationalDay: '09-03' },
  2022: { tetEve: 1, nationalDay: '09-01' },
  2023: { tetEve: 2, nationalDay: '09-01' },
  2024: { tetEve: 2, nationalDay: '09-03' },
  2025: { tetEve: 2, nationalDay: '09-01' },
  2026: { tetEve: 1, nationalDay: '09-01' }
}
/** Not announced yet: two days of Tết before mùng 1, and the National Day neighbour that makes the longer rest. */
const LATER_NEIGHBOUR: readonly number[] = [0, 1, 4]
const likely = (year: number): Choice => ({
  tetEve: 2,
  nationalDay: LATER_NEIGHBOUR.includes(weekdayOf(dayNumber(`${year}-09-02`))) ? '09-03' : '09-01'
})

const NAMES = {
  newYear: { vi: 'Tết Dương lịch', en: "New Year's Day" },
  tet: { vi: 'Tết Nguyên đán', en: 'Lunar New Year' },
  hungKings: { vi: 'Giỗ Tổ Hùng Vương', en: "Hùng Kings' Commemoration Day" },
  victory: { vi: 'Ngày Chiến thắng 30/4', en: 'Victory Day' },
  labour: { vi: 'Ngày Quốc tế lao động 1/5', en: 'International Labour Day' },
  national: { vi: 'Quốc khánh', en: 'National Day' },
  culture: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnamese Culture Day' }
} as const

const LABOUR_CODE = (year: number) =>
  year >= 2021 ? 'Bộ luật Lao động 2019, Điều 112' : 'Bộ luật Lao động 2012, Điều 115'
const LIEU = (year: number) =>
  year >= 2021 ? 'Bộ luật Lao động 2019, Điều 111 khoản 3' : 'Bộ luật Lao động 2012, Điều 115 khoản 3'
const CULTURE_DAY = 'Nghị quyết 28/2026/QH16'

/** The public holidays of a year by law, with the days off in lieu of those that fall on a weekend. */
export function holidaysOf(year: number, choice: Choice = CHOICES[year] ?? likely(year)): CalendarDay[] {
  const status: DayStatus = CHOICES[year] ? 'announced' : 'computed'
  const holiday = (day: Day, name: CalendarDay['name'], source = LABOUR_CODE(year)): CalendarDay => ({
    day,
    kind: 'holiday',
    name,
    source,
    status: source === CULTURE_DAY ? 'by-law' : status
  })
  const eve = shiftDay(tetOf(year), -choice.tetEve)
  const holidays = [
    holiday(`${year}-01-01`, NAMES.newYear),
    ...[0, 1, 2, 3, 4].map(n => holiday(shiftDay(eve, n), NAMES.tet)),
    holiday(lunarDay(year, 3, 10), NAMES.hungKings),
    holiday(`${year}-04-30`, NAMES.victory),
    holiday(`${year}-05-01`, NAMES.labour),
    holiday(`${year}-09-02`, NAMES.national),
    ...(choice.nationalDay ? [holiday(`${year}-${choice.nationalDay}`, NAMES.national)] : []),
    ...(year >= 2026 ? [holiday(`${year}-11-24`, NAMES.culture, CULTURE_DAY)] : [])
  ].sort((a, b) => (a.day < b.day ? -1 : 1))
  return [...holidays, ...inLieu(holidays, year)].sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** A holiday on the weekly day off gives the next working day that is not off already (Labour Code art. 111(3)). */
function inLieu(holidays: readonly CalendarDay[], year: number): CalendarDay[] {
  const off = new Set(holidays.map(({ day }) => day))
  const isWeekend = (day: Day) => [0, 6].includes(weekdayOf(dayNumber(day)))
  return holidays
    .filter(({ day }) => isWeekend(day))
    .map(({ day, name, status }) => {
      let lieu = shiftDay(day, 1)
      while (off.has(lieu) || isWeekend(lieu)) lieu = shiftDay(lieu, 1)
      off.add(lieu)
      const words = { vi: `Nghỉ bù ${name.vi}`, en: `Day off in lieu of ${name.en}` }
      return { day: lieu, kind: 'in-lieu', name: words, source: LIEU(year), status }
    })
}

/** Working days swapped with a Saturday by the yearly notice. */
const SWAPS: readonly (readonly [off: Day, work: Day, source: string, status: DayStatus])[] = [
  ['2018-12-31', '2019-01-05', 'Thông báo nghỉ lễ năm 2019', 'announced'],
  ['2019-04-29', '2019-05-04', 'Thông báo nghỉ lễ năm 2019', 'announced'],
  ['2024-04-29', '2024-05-04', 'Thông báo nghỉ lễ năm 2024', 'announced'],
  ['2025-05-02', '2025-04-26', 'Công văn 8726/VPCP-KGVX ngày 03/12/2024', 'announced'],
  ['2026-01-02', '2026-01-10', 'Chưa kiểm chứng với thông báo chính thức', 'unverified'],
  ['2026-08-31', '2026-08-22', 'Thông báo 9441/TB-BNV ngày 16/10/2025', 'announced']
]

const dmy = (day: Day) => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
const swapped: CalendarDay[] = SWAPS.flatMap(([off, work, source, status]) => [
  {
    day: off,
    kind: 'swapped-off',
    name: { vi: `Nghỉ hoán đổi, làm bù ngày ${dmy(work)}`, en: `Day off, worked on ${dmy(work)}` },
    source,
    status
  },
  {
    day: work,
    kind: 'swapped-working',
    name: { vi: `Làm bù cho ngày ${dmy(off)}`, en: `Working day in place of ${dmy(off)}` },
    source,
    status
  }
])

/** The calendar that ships: what differs from the weekday, 2018 to 2028. Later decisions are entered by the office. */
export const SHIPPED = { from: '2018-01-01', to: '2028-12-31' } as const
export const shippedDays = (): CalendarDay[] =>
  [...Array.from({ length: 11 }, (_, i) => holidaysOf(2018 + i)).flat(), ...swapped].sort((a, b) =>
    a.day < b.day ? -1 : 1
  )
