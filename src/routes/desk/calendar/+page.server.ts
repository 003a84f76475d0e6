import { deskOnly } from '#lib/server/desk.ts'
import { calendarChanges, calendarOf, listOfficeHours } from '#server/calendar/index.ts'
import { recomputations } from '#server/dossiers/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { dayOf, wordsIn } from '#server/platform/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'officer')
  const { url } = event
  const [calendar, hours, changes, runs] = await Promise.all([
    calendarOf(ctx),
    listOfficeHours(ctx),
    calendarChanges(ctx, 20),
    recomputations(ctx, 20)
  ])
  const asked = Number(url.searchParams.get('year'))
  const [first, last] = [Number(calendar.from.slice(0, 4)), Number(calendar.to.slice(0, 4))]
  const year = asked >= first && asked <= last ? asked : Number(dayOf(ctx.now()).slice(0, 4))
  const days = [...calendar.special.values()]
    .filter(({ day }) => day.startsWith(`${year}-`))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
  const names = await unitNames(
    ctx,
    hours.flatMap(({ unit }) => unit ?? [])
  )
  return {
    year,
    today: dayOf(ctx.now()),
    years: [year - 1, year, year + 1].filter(one => one >= first && one <= last),
    days: days.map(({ name, ...day }) => ({
      ...day,
      name: wordsIn(ctx.language, name),
      weekday: new Date(`${day.day}T00:00:00Z`).getUTCDay() as 0 | 1 | 2 | 3 | 4 | 5 | 6
    })),
    hours: hours.map(entry => ({
      ...entry,
      unitName: entry.unit && wordsIn(ctx.language, names.get(entry.unit) ?? { vi: entry.unit })
    })),
    changes: changes.map(change => ({ ...change, run: runs.find(run => run.change === change.id) ?? null })),
    mayChange: ctx.actor.may('calendar.change'),
    changed: Number(url.searchParams.get('changed')) || null
  }
}
