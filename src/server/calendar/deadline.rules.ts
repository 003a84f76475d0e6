import { countedDays } from './counted-days.ts'
import { instantOf, localOf } from './days.ts'
import { explain } from './explanation.ts'
import type { Replay } from './ledger.rules.ts'
import { effectOf, replay } from './ledger.rules.ts'
import type { Deadline, DeadlineError, DeadlineInput, Entry } from './model.ts'
import { hasWorkingTime, timetableOf } from './timetable.ts'
import type { WorkCalendar } from './work-calendar.ts'
import { dayAt } from './work-calendar.ts'
import { printedDay } from './limit.rules.ts'
import { reminderBefore } from './working-time.ts'

/** What is due and when, without the words: for deciders and for recomputing many. */
export type Due = Pick<Deadline, 'startedAt' | 'originalDueAt' | 'dueAt' | 'state' | 'error' | 'extensionsGranted'>

/** Replays a ledger without telling why. */
export function currentDue(input: DeadlineInput, calendar: WorkCalendar): Due {
  const error = refusalBefore(input, calendar)
  return dueOf(input, error ? null : replay(input, timetableOf(input.rules, calendar)), error)
}

/**
 * The whole answer: due dates, state, lateness, reminder and the service-index view, with every entry of the ledger,
 * every day counted or passed over, and the explanation a citizen and an inspector can read.
 */
export function computeDeadline(input: DeadlineInput, calendar: WorkCalendar): Deadline {
  const error = refusalBefore(input, calendar)
  const replayed = error ? null : replay(input, timetableOf(input.rules, calendar))
  const due = dueOf(input, replayed, error)
  const answer = {
    ...due,
    estimateAt: estimateOf(input, calendar, due),
    late: latenessOf(input, due),
    remindAt:
      due.dueAt && input.remindBefore ? reminderBefore(due.dueAt, input.remindBefore, input.rules, calendar) : null,
    serviceIndex: serviceIndexOf(input, calendar)
  }
  const entries = replayed && !due.error ? entriesOf(input, calendar, replayed, answer) : []
  return { ...answer, entries, explanation: explain(input, answer, entries) }
}

/** What is refused at once instead of guessed. */
function refusalBefore(input: DeadlineInput, calendar: WorkCalendar): DeadlineError | null {
  const { limit, rules } = input
  if (datesOf(input).some(date => Number.isNaN(date.getTime()))) return 'date-impossible'
  if (!(limit.value >= 0)) return 'limit-negative'
  if (!hasWorkingTime(timetableOf(rules, calendar))) return 'no-working-time'
  return null
}

const datesOf = ({ receivedAt, pauses = [], extensions = [], finishedAt }: DeadlineInput): Date[] => [
  receivedAt,
  ...pauses.flatMap(({ from, to }) => (to ? [from, to] : [from])),
  ...extensions.map(({ requestedAt }) => requestedAt),
  ...(finishedAt ? [finishedAt] : [])
]

function dueOf(input: DeadlineInput, replayed: Replay | null, refused: DeadlineError | null): Due {
  const covered = replayed !== null && !Number.isNaN(replayed.original) && !Number.isNaN(replayed.due)
  const error = refused ?? (covered ? null : 'calendar-not-covered')
  const paused = replayed?.waiting != null
  return {
    startedAt: replayed && !Number.isNaN(replayed.start) ? instantOf(replayed.start) : input.receivedAt,
    originalDueAt: error || !replayed ? null : instantOf(replayed.original),
    dueAt: error || paused || !replayed ? null : instantOf(replayed.due),
    state: input.finishedAt ? 'finished' : paused ? 'paused' : 'running',
    error,
    extensionsGranted: replayed?.granted ?? 0
  }
}

/** Late only if finished, or still open, strictly after the due instant. */
function latenessOf({ finishedAt, asOf }: DeadlineInput, { dueAt }: Due): boolean | null {
  const end = finishedAt ?? asOf
  return end && dueAt ? end > dueAt : null
}

/** What would be due if the pause ended at the moment asked about; an estimate and never a promise. */
function estimateOf(input: DeadlineInput, calendar: WorkCalendar, { state, error }: Due): Date | null {
  const { asOf } = input
  if (state !== 'paused' || error || !asOf) return null
  const pauses = (input.pauses ?? []).map(pause => (pause.to ? pause : { ...pause, to: asOf }))
  return currentDue({ ...input, pauses }, calendar).dueAt
}

/** Decision 766/QĐ-TTg measures otherwise than the decree: supplements are subtracted, and a second request is late. */
export function serviceIndexOf(input: DeadlineInput, calendar: WorkCalendar): Deadline['serviceIndex'] {
  const asked = (input.pauses ?? []).filter(pause => pause.cause === 'supplement' && effectOf(input, pause) !== 'none')
  const waiting = asked.find(pause => !pause.to)
  const rules = asResume(input.rules)
  const { dueAt } = currentDue({ ...input, rules, pauses: asked.filter(pause => pause.to) }, calendar)
  const end = input.finishedAt ?? waiting?.from ?? input.asOf
  const late = asked.length > 1 ? true : dueAt && end ? end > dueAt : null
  return { dueAt, supplements: asked.length, late }
}

const resumed = new WeakMap<DeadlineInput['rules'], DeadlineInput['rules']>()
function asResume(rules: DeadlineInput['rules']): DeadlineInput['rules'] {
  if (rules.pauseEffects.supplement === 'resume') return rules
  if (!resumed.has(rules))
    resumed.set(rules, { ...rules, pauseEffects: { ...rules.pauseEffects, supplement: 'resume' } })
  return resumed.get(rules)!
}

function entriesOf(
  input: DeadlineInput,
  calendar: WorkCalendar,
  replayed: Replay,
  answer: Due & { late: boolean | null; estimateAt: Date | null }
): Entry[] {
  const table = timetableOf(input.rules, calendar)
  const entries: Entry[] = [...replayed.entries]
  for (const pause of input.pauses ?? [])
    if (effectOf(input, pause) === 'none')
      entries.push({
        what: 'pause-ignored',
        at: pause.from,
        cause: pause.cause,
        why: 'clock-goes-on',
        ...article(input, pause.cause)
      })
  if (replayed.waiting) {
    const { from, cause } = replayed.waiting
    entries.push({ what: 'waiting', at: instantOf(from), cause, estimate: answer.estimateAt, ...article(input, cause) })
    return inOrder(entries)
  }
  const days = replayed.segments.flatMap(segment => countedDays(input.rules, table, segment))
  const at = instantOf(replayed.due)
  const closing: Entry[] = [{ what: 'counted', at, limit: input.limit, days, ...named(input, 'holidays') }]
  const last = replayed.segments.at(-1)!
  const raw = last.mark.day
  const printed = printedDay(table, replayed.due)
  if (Number.isNaN(last.mark.exact) && last.mark.extra === 0 && printed !== raw)
    closing.push({
      what: 'moved',
      at,
      from: dayAt(calendar, raw),
      to: dayAt(calendar, printed),
      ...named(input, 'last-day-off')
    })
  closing.push({ what: 'due', at })
  if (input.finishedAt) closing.push({ what: 'finished', at: input.finishedAt, late: answer.late ?? false })
  return [...inOrder(entries), ...closing]
}

const inOrder = (entries: Entry[]): Entry[] => {
  const [received, ...later] = entries
  return [received!, ...later.sort((a, b) => localOf(a.at) - localOf(b.at))]
}
const named = ({ rules }: DeadlineInput, key: keyof DeadlineInput['rules']['articles']): { article?: string } =>
  rules.articles[key] ? { article: rules.articles[key] } : {}
const article = (input: DeadlineInput, cause: string) =>
  cause === 'supplement' ? named(input, 'supplement') : cause === 'other-agency' ? named(input, 'consultation') : {}
