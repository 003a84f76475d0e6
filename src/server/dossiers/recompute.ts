import {
  applyCalendarChange,
  calendarOf,
  calendarRevision,
  enterOfficeHours,
  forgetCalendar,
  officeHoursOf,
  proposeCalendarChange,
  proposeOfficeHours
} from '#server/calendar/index.ts'
import type { CalendarChange, Decided, Hours, OfficeHours, WorkCalendar } from '#server/calendar/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import { processOf } from '#server/workflow/index.ts'
import { act } from './actions.ts'
import { clockOn } from './clock.ts'
import type { OfficeClock } from './clock.ts'
import { movedBy } from './recompute.rules.ts'
import type { Move } from './recompute.rules.ts'
import * as runs from './recompute.store.ts'

/** A change of days, or of office hours. */
export type TimeChange = CalendarChange | (Decided & { readonly hours: OfficeHours })
/** What a change would do to the dossiers that are open, the widest moves first. */
export type Rehearsal = Movement & {
  /** How many days the change changes; one for office hours. */
  readonly changed: number
  /** The revision of the calendar it was rehearsed on. */
  readonly revision: number
}
type Movement = {
  readonly open: number
  readonly moved: readonly Move[]
  /** Due dates that move later, and earlier. */
  readonly later: number
  readonly earlier: number
  /** Open steps whose own norm or timer moves. */
  readonly steps: number
  /** Applicants who get another date to answer by. */
  readonly answers: number
}
/** The working time a deadline is replayed on. */
type WorkingTime = { readonly calendar: WorkCalendar; hoursOf(unit: string): Hours | Promise<Hours> }

/** Which open dossiers a change moves and by how much, without changing anything. */
export async function rehearseChange(ctx: Ctx, change: TimeChange): Promise<Result<Rehearsal, Refusal>> {
  const revision = await calendarRevision(ctx)
  const proposed = await proposal(ctx, change)
  if (!proposed.ok) return proposed
  const { changed, ...time } = proposed.value
  return ok({ ...(await movesUnder(ctx, time)), changed, revision })
}

async function proposal(ctx: Ctx, change: TimeChange): Promise<Result<WorkingTime & { changed: number }, Refusal>> {
  if ('hours' in change) {
    const proposed = await proposeOfficeHours(ctx, change, change.hours)
    return proposed.ok ? ok({ ...proposed.value, changed: 1 }) : proposed
  }
  const proposed = await proposeCalendarChange(ctx, change)
  if (!proposed.ok) return proposed
  const { after, changes } = proposed.value
  return ok({ calendar: after, hoursOf: unit => officeHoursOf(ctx, unit), changed: changes.length })
}

/**
 * Writes the change and asks for the run that recomputes the open dossiers, both or neither. `seen` is the revision of
 * the calendar that was rehearsed; somebody else's change in between is shown first.
 */
export async function changeWorkingTime(
  ctx: Ctx,
  change: TimeChange,
  seen: number | null = null
): Promise<Result<{ id: number }, Refusal>> {
  const changed = (await ctx.sql.begin(async (tx): Promise<Result<{ id: number }, Refusal>> => {
    const inside = { ...ctx, sql: tx as unknown as Ctx['sql'] }
    if (seen !== null && (await calendarRevision(inside)) !== seen) return err({ code: 'calendar-changed-meanwhile' })
    const written =
      'hours' in change
        ? await enterOfficeHours(inside, change, change.hours)
        : await applyCalendarChange(inside, change)
    if (!written.ok) return written
    await runs.ask(inside, written.value.id, change.decision)
    return ok({ id: written.value.id })
  })) as Result<{ id: number }, Refusal>
  forgetCalendar(ctx)
  return changed
}

const STEP = 25

/**
 * The run after a change: each dossier that moves goes through its decider, so people are told and the promise stays on
 * record. Broken off, it goes on with those that still move; run twice, it does nothing.
 */
export async function recomputeOpen(ctx: Ctx, change: number): Promise<void> {
  const run = await runs.begin(ctx, change)
  if (!run) return
  const calendar = await calendarOf(ctx)
  const { moved } = await movesUnder(ctx, { calendar, hoursOf: unit => officeHoursOf(ctx, unit) })
  await runs.progress(ctx, change, { total: run.done + moved.length, done: 0, moved: 0 })
  for (let from = 0; from < moved.length; from += STEP) {
    const part = moved.slice(from, from + STEP)
    let count = 0
    for (const { id, version } of part) {
      const done = await act(ctx, { id }, { kind: 'recompute', because: run.because })
      if (done.ok && done.value.version > version) count++
    }
    await runs.progress(ctx, change, { total: null, done: part.length, moved: count })
  }
  await runs.finish(ctx, change)
  ctx.log.info({ event: 'dossiers.recomputed', change, dossiers: moved.length }, 'recomputed')
}

async function movesUnder(ctx: Ctx, { calendar, hoursOf }: WorkingTime): Promise<Movement> {
  const clocks = new Map<string, OfficeClock>()
  const moved: Move[] = []
  let open = 0
  for await (const rows of runs.openLedgers(ctx)) {
    for (const row of rows) {
      open++
      const key = `${row.ruleSet} ${row.settlingUnit}`
      const rules = ruleSet(row.ruleSet)
      const clock = clocks.get(key) ?? clockOn(rules, calendar, await hoursOf(row.settlingUnit))
      clocks.set(key, clock)
      const process = row.process ? await processOf(ctx, row.process) : null
      const move = movedBy(row, { clock, rules, process }, ctx.now())
      if (move) moved.push(move)
    }
  }
  moved.sort((a, b) => Math.abs(b.officeMinutes) - Math.abs(a.officeMinutes) || (a.code < b.code ? -1 : 1))
  const count = (which: (move: Move) => boolean) => moved.filter(which).length
  return {
    open,
    moved,
    earlier: count(({ way }) => way === 'earlier'),
    later: count(({ way }) => way === 'later'),
    steps: moved.reduce((sum, { steps }) => sum + steps, 0),
    answers: count(({ answerBy }) => answerBy !== null)
  }
}
