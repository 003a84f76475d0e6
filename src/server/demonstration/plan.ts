import { isWorkingDay } from '#server/calendar/index.ts'
import type { Channel, Delegate, Party } from '#server/dossiers/index.ts'
import { shiftDay, startOf } from '#server/platform/index.ts'
import type { Day } from '#server/platform/index.ts'
import { FIGURES } from './figures.ts'
import { aCompany, aDelegate, aPerson } from './people.ts'
import type { Random } from './random.ts'
import type { Served, World } from './world.ts'

/** What fate has in mind for one dossier, drawn before its story is told. */
export type Plan = {
  readonly at: Date
  readonly served: Served
  readonly place: Served['places'][number]
  readonly channel: Channel
  readonly applicant: Party
  readonly delegate: Delegate | null
  readonly late: boolean
  readonly supplemented: boolean
  readonly withdrawn: boolean
  readonly refused: boolean
  readonly notAccepted: boolean
}

/** How many dossiers arrive on a day: by weekday, none at the counter on days off, more before holidays. */
export function arrivalsOn(world: World, day: Day, random: Random, perDay: number): number {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() as 0 | 1 | 2 | 3 | 4 | 5 | 6
  const open = isWorkingDay(day, world.calendar)
  const usual = open && (weekday === 0 || weekday === 6) ? FIGURES.weekday[5] : FIGURES.weekday[weekday]
  const share = open ? usual : Math.min(usual, FIGURES.weekday[6])
  const peak = open && holidayIsNear(world, day) ? FIGURES.beforeHoliday : 1
  return Math.round(perDay * share * peak * random.between(0.85, 1.15))
}

/** A weekday off within the next three days, i.e. a holiday and not a weekend. */
const holidayIsNear = (world: World, day: Day): boolean =>
  [1, 2, 3].some(ahead => {
    const next = shiftDay(day, ahead)
    const weekday = new Date(`${next}T00:00:00Z`).getUTCDay()
    return weekday !== 0 && weekday !== 6 && !isWorkingDay(next, world.calendar)
  })

export function planOn(world: World, day: Day, random: Random, weights: Readonly<Record<string, number>>): Plan {
  const open = isWorkingDay(day, world.calendar)
  const served = chooseProcedure(world, random, weights, open)
  const place = random.pick(served.places)
  const online = filesOnline(served) && (!open || random.chance(FIGURES.online))
  const hour = Number(random.weighted(online ? FIGURES.onlineHours : FIGURES.counterHours))
  const minute =
    hour === 7 || hour === 13 ? random.whole(31, 59) : hour === 11 ? random.whole(0, 25) : random.whole(0, 59)
  const at = new Date(startOf(day).getTime() + ((hour * 60 + minute) * 60 + random.whole(0, 59)) * 1000)
  const year = Number(day.slice(0, 4))
  const company =
    served.content.applicants.some(who => /doanh nghiệp|tổ chức/i.test(who)) && random.chance(FIGURES.companies)
  return {
    at,
    served,
    place,
    channel: online ? 'online' : random.chance(0.04) ? 'post' : 'counter',
    applicant: company ? aCompany(random, place.commune) : aPerson(random, place.commune, year),
    delegate: random.chance(FIGURES.delegated) ? aDelegate(random, place.commune, year) : null,
    late: random.chance(FIGURES.late),
    supplemented: random.chance(FIGURES.supplemented),
    withdrawn: random.chance(FIGURES.withdrawn),
    refused: random.chance(FIGURES.refused),
    notAccepted: online && random.chance(FIGURES.notAccepted)
  }
}

const filesOnline = ({ content }: Served): boolean => content.serviceLevel !== 'information' && !content.atOnce

/** By its weight; on a day off only what people can file from home. */
function chooseProcedure(
  world: World,
  random: Random,
  weights: Readonly<Record<string, number>>,
  open: boolean
): Served {
  for (;;) {
    const served = world.served[Number(random.weighted(weights))]!
    if (open || filesOnline(served)) return served
  }
}
