import type { Ctx, Day, Refusal, Result } from '#server/platform/index.ts'
import { err, ok, remembered } from '#server/platform/index.ts'
import { hoursOf } from './conventions.ts'
import { shippedDays } from './holidays.ts'
import { readCalendarFile } from './import.ts'
import type { CalendarFile } from './import.ts'
import type { CalendarDay, OfficeHours } from './model.ts'
import type { DayChange, Decided } from './store.ts'
import * as store from './store.ts'
import type { Hours } from './timetable.ts'
import type { WorkCalendar } from './work-calendar.ts'
import { compileCalendar, withChanges } from './work-calendar.ts'

/** A calendar of one revision with the hours of the units already asked for. */
type Known = {
  readonly revision: number
  readonly calendar: WorkCalendar
  readonly hours: readonly OfficeHours[]
  readonly byUnit: Map<string | null, Hours>
}
const known = new WeakMap<object, Known>()
const current = remembered<Known>()

/** The calendar as it stands: whether it has changed is asked at most once a second, and again after our own change. */
const knownBy = (ctx: Ctx): Promise<Known> => current.of(ctx, 'calendar', () => readAgain(ctx))

/** After a change written in a transaction of the caller's: the next question is asked again. */
export const forgetCalendar = (ctx: Pick<Ctx, 'sql'>): void => current.forget(ctx)

/** Compiled again only when the calendar has a new revision. */
async function readAgain(ctx: Ctx): Promise<Known> {
  const revision = await store.revision(ctx)
  const remembered = known.get(ctx.sql)
  if (remembered?.revision === revision) return remembered
  const [days, hours] = await Promise.all([store.calendarDays(ctx), store.officeHours(ctx)])
  const fresh = { revision, calendar: compiled(days), hours: [...hours], byUnit: new Map() }
  known.set(ctx.sql, fresh)
  return fresh
}

/** Covered are the whole years that have days entered: a year without its holidays is not known. */
function compiled(days: readonly CalendarDay[]): WorkCalendar {
  const years = days.filter(({ kind }) => kind === 'holiday').map(({ day }) => day.slice(0, 4))
  const [first = '1970', last = '1970'] = [years[0], years.at(-1)]
  return compileCalendar(days, `${first}-01-01`, years.length > 0 ? `${last}-12-31` : '1970-01-01')
}

/** The working calendar of the province. */
export const calendarOf = async (ctx: Ctx): Promise<WorkCalendar> => (await knownBy(ctx)).calendar

/** The office hours of a unit (null: of the province), day by day. The same object while nothing changes. */
export async function officeHoursOf(ctx: Ctx, unit: string | null): Promise<Hours> {
  const { calendar, hours, byUnit } = await knownBy(ctx)
  if (!byUnit.has(unit)) byUnit.set(unit, hoursOf(hours, unit, calendar))
  return byUnit.get(unit)!
}

/** A change of the calendar as an officer enters it, with the decision it rests on. */
export type CalendarChange = Decided & { readonly put: readonly CalendarDay[]; readonly remove: readonly Day[] }
export type Proposal = {
  readonly before: WorkCalendar
  readonly after: WorkCalendar
  readonly changes: readonly DayChange[]
}

/** What a change would do, without doing it: hand both calendars to `affectedBy` with the open ledgers. */
export async function proposeCalendarChange(ctx: Ctx, change: CalendarChange): Promise<Result<Proposal, Refusal>> {
  if (!ctx.actor.may('calendar.change')) return err({ code: 'forbidden' })
  if (change.decision.trim() === '') return err({ code: 'decision-missing' })
  const before = await calendarOf(ctx)
  const changes = changesOf(before, change)
  if (changes.length === 0) return err({ code: 'calendar-change-empty' })
  const days = withChanges(before, change).special.values()
  return ok({ before, after: compiled([...days].sort((a, b) => (a.day < b.day ? -1 : 1))), changes })
}

function changesOf({ special }: WorkCalendar, { put, remove }: CalendarChange): DayChange[] {
  const after = new Map<Day, CalendarDay | null>(remove.map(day => [day, null]))
  for (const entry of put) after.set(entry.day, entry)
  return [...after]
    .map(([day, entry]) => ({ day, before: special.get(day) ?? null, after: entry }))
    .filter(({ before, after }) => !sameDay(before, after))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

const sameDay = (a: CalendarDay | null, b: CalendarDay | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.kind === b.kind &&
    a.status === b.status &&
    a.source === b.source &&
    a.name.vi === b.name.vi &&
    (a.name.en ?? '') === (b.name.en ?? ''))

/** Writes the days with the decision's number; returns what changed and the calendars before and after. */
export async function applyCalendarChange(
  ctx: Ctx,
  change: CalendarChange
): Promise<Result<Proposal & { id: number }, Refusal>> {
  const proposed = await proposeCalendarChange(ctx, change)
  if (!proposed.ok) return proposed
  const id = await store.writeDays(ctx, change, proposed.value.changes)
  current.forget(ctx)
  ctx.log.info(
    { event: 'calendar.changed', change: id, decision: change.decision, days: proposed.value.changes.length },
    'changed'
  )
  return ok({ ...proposed.value, after: await calendarOf(ctx), id })
}

/** Enters new office hours from a day on; a change of the calendar like any other. */
export async function enterOfficeHours(
  ctx: Ctx,
  decided: Decided,
  hours: OfficeHours
): Promise<Result<{ id: number }, Refusal>> {
  if (!ctx.actor.may('calendar.change')) return err({ code: 'forbidden' })
  if (decided.decision.trim() === '') return err({ code: 'decision-missing' })
  const id = await store.writeHours(ctx, decided, hours)
  current.forget(ctx)
  ctx.log.info({ event: 'calendar.hours-changed', change: id, unit: hours.unit }, 'changed')
  return ok({ id })
}

/** What new office hours would do, without entering them: the hours of any unit as they would be. */
export async function proposeOfficeHours(
  ctx: Ctx,
  decided: Decided,
  hours: OfficeHours
): Promise<Result<{ calendar: WorkCalendar; hoursOf(unit: string | null): Hours }, Refusal>> {
  if (!ctx.actor.may('calendar.change')) return err({ code: 'forbidden' })
  if (decided.decision.trim() === '') return err({ code: 'decision-missing' })
  const known = await knownBy(ctx)
  const season = (entry: OfficeHours) => JSON.stringify([entry.unit, entry.validFrom, entry.months])
  const table = [hours, ...known.hours.filter(entry => season(entry) !== season(hours))]
  return ok({ calendar: known.calendar, hoursOf: unit => hoursOf(table, unit, known.calendar) })
}

/** Which change the calendar stands at: what was rehearsed under another is to be rehearsed again. */
export const calendarRevision = (ctx: Ctx): Promise<number> => store.revision(ctx)

/** All office hours entered, the newest first. */
export const listOfficeHours = async (ctx: Ctx): Promise<readonly OfficeHours[]> => (await knownBy(ctx)).hours

export type ImportReport = CalendarFile & { readonly changes: readonly DayChange[] }

/** Takes the good lines of a calendar file and reports the others; repeating it changes nothing. */
export async function importCalendar(ctx: Ctx, text: string, decided: Decided): Promise<Result<ImportReport, Refusal>> {
  const file = readCalendarFile(text)
  const applied = await applyCalendarChange(ctx, { ...decided, put: file.days, remove: [] })
  if (applied.ok) return ok({ ...file, changes: applied.value.changes })
  return applied.error.code === 'calendar-change-empty' ? ok({ ...file, changes: [] }) : applied
}

/** A new province begins with the calendar that ships; repeating it changes nothing. */
export const installCalendar = async (ctx: Ctx): Promise<Result<{ days: number }, Refusal>> => {
  if ((await store.revision(ctx)) > 0) return ok({ days: 0 })
  const decided = {
    decision: 'Lịch kèm theo phần mềm',
    reason: 'Bộ luật Lao động 2019, Điều 111 và 112; thông báo hằng năm'
  }
  const applied = await applyCalendarChange(ctx, { ...decided, put: shippedDays(), remove: [] })
  return applied.ok ? ok({ days: applied.value.changes.length }) : applied
}
