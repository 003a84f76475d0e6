import { daysAsked } from '#lib/calendar/asked.ts'
import { deskOnly } from '#lib/server/desk.ts'
import { applyRehearsed, rehearsalOf } from '#lib/server/rehearsal.ts'
import { calendarOf } from '#server/calendar/index.ts'
import { dayOf, shiftDay, wordsIn } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

/** Days that may still be taken away: those of the last half year and all to come. */
const BACK_DAYS = 183

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'calendar.change')
  const since = shiftDay(dayOf(ctx.now()), -BACK_DAYS)
  const { special } = await calendarOf(ctx)
  const removable = [...special.values()].filter(({ day }) => day >= since).sort((a, b) => (a.day < b.day ? -1 : 1))
  return {
    ...(await rehearsalOf(event, daysAsked)),
    values: Object.fromEntries(event.url.searchParams),
    chosen: event.url.searchParams.getAll('remove'),
    removable: removable.map(({ day, kind, name }) => ({ day, kind, name: wordsIn(ctx.language, name) }))
  }
}

export const actions: Actions = {
  apply: event => {
    deskOnly(event, 'calendar.change')
    return applyRehearsed(event, daysAsked)
  }
}
