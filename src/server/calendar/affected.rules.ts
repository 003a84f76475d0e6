import { currentDue } from './deadline.rules.ts'
import type { DeadlineInput } from './model.ts'
import type { WorkCalendar } from './work-calendar.ts'
import { workingMinutesBetween } from './working-time.ts'

/** One ledger whose due instant a change of the calendar moves; office minutes by the new calendar, negative: earlier. */
export type Moved<Input> = {
  readonly input: Input
  readonly before: Date | null
  readonly after: Date | null
  readonly calendarDays: number
  readonly officeMinutes: number
}

/**
 * Which of these ledgers move, and by how much, if one calendar replaces another. The replay is pure and may come out
 * earlier; whether an earlier date replaces a promise already printed is for the caller's rule set.
 */
export function affectedBy<Input extends DeadlineInput>(
  before: WorkCalendar,
  after: WorkCalendar,
  inputs: Iterable<Input>
): Moved<Input>[] {
  const moved: Moved<Input>[] = []
  for (const input of inputs) {
    const [was, is] = [currentDue(input, before).dueAt, currentDue(input, after).dueAt]
    if (was?.getTime() === is?.getTime()) continue
    const known = was !== null && is !== null
    moved.push({
      input,
      before: was,
      after: is,
      calendarDays: known ? Math.round((is.getTime() - was.getTime()) / 86_400_000) : 0,
      officeMinutes: known ? workingMinutesBetween(was, is, input.rules, after) : 0
    })
  }
  return moved
}
