import { hoursAsked } from '#lib/calendar/asked.ts'
import { deskOnly } from '#lib/server/desk.ts'
import { applyRehearsed, rehearsalOf } from '#lib/server/rehearsal.ts'
import { units } from '#server/organisation/index.ts'
import { dayOf, wordsIn } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'calendar.change')
  const settling = await units(ctx, { on: dayOf(ctx.now()), settling: true })
  return {
    ...(await rehearsalOf(event, hoursAsked)),
    values: Object.fromEntries(event.url.searchParams),
    months: event.url.searchParams.getAll('month'),
    units: settling.map(({ code, name }) => ({ value: code, label: `${code}  ${wordsIn(ctx.language, name)}` }))
  }
}

export const actions: Actions = {
  apply: event => {
    deskOnly(event, 'calendar.change')
    return applyRehearsed(event, hoursAsked)
  }
}
