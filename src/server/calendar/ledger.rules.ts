import type { PauseCause } from '#server/rulesets/index.ts'
import { instantOf, localOf } from './days.ts'
import type { Mark, Shift, Start } from './limit.rules.ts'
import { dueInstant, endOfTerm, isSpentAsTime, printedDay, shifted, shiftOf, startAt, takenAs } from './limit.rules.ts'
import type { DeadlineInput, Entry, ExtensionRefusal, ExtensionRequest, Limit, Pause } from './model.ts'
import type { Timetable } from './timetable.ts'
import { indexOf, isOpen } from './timetable.ts'
import { rankOf } from './work-calendar.ts'

/** A stretch in which the clock stands still; overlapping pauses are one. `to` is Infinity while it lasts. */
type Span = {
  readonly from: number
  readonly to: number
  readonly effect: 'resume' | 'restart'
  readonly cause: PauseCause
}

/** A piece of the governing term: the limit itself, then its extension; with what was taken out of it. */
export type Segment = {
  readonly limit: Limit
  readonly start: Start
  readonly mark: Mark
  /** Days taken out, (after, until]. */
  readonly pausedDays: readonly (readonly [after: number, until: number])[]
  /** Instants between which nothing was spent, for limits of hours. */
  readonly stopped: readonly (readonly [from: number, to: number])[]
}

export type Replay = {
  readonly start: number
  readonly original: number
  readonly due: number
  readonly segments: readonly Segment[]
  /** The pause that still lasts. */
  readonly waiting: Span | null
  readonly granted: number
  readonly entries: readonly Entry[]
  /** When the governing term began: the receipt, or the full supplement that made it begin again. */
  readonly since: number
  /** Stretches of the governing term in which the clock stood still. */
  readonly rests: readonly Span[]
}

/**
 * Replays a ledger: spend, stop, spend again. Nothing is ever added to the start, and only what really happened moves
 * the date. NaN as a due instant: the calendar does not reach so far.
 */
export function replay(input: DeadlineInput, table: Timetable): Replay {
  const start = takenAs(table, input.rules, localOf(input.receivedAt))
  const clock = startClock(input, table, start)
  for (const event of timeline(input, table, start)) {
    if (event.kind === 'extend') extend(clock, event.request)
    else if (event.kind === 'stop') stop(clock, event.span)
    else go(clock, event.span)
  }
  return { ...clock, start }
}

type Clock = {
  readonly input: DeadlineInput
  readonly table: Timetable
  readonly original: number
  since: number
  due: number
  segments: Segment[]
  waiting: Span | null
  stopped: Span | null
  granted: number
  entries: Entry[]
  rests: Span[]
}

function startClock(input: DeadlineInput, table: Timetable, start: number): Clock {
  const { rules, limit } = input
  const entries: Entry[] = [{ what: 'received', at: input.receivedAt }]
  const late = lateReceipt(input, table, start)
  if (late) entries.push(late)
  const segment = newSegment(input, table, startAt(table, start), limit)
  const due = dueInstant(table, rules, start, segment.mark)
  entries.push({ what: 'term', at: instantOf(start), limit, dueAt: instantOf(due), ...termArticle(input) })
  return {
    input,
    table,
    original: due,
    since: start,
    due,
    segments: [segment],
    waiting: null,
    stopped: null,
    granted: 0,
    entries,
    rests: []
  }
}

function lateReceipt(input: DeadlineInput, table: Timetable, start: number): Entry | null {
  const received = localOf(input.receivedAt)
  if (!input.rules.lateRule || start === received || Number.isNaN(start)) return null
  const why = isOpen(table, indexOf(table, received)) ? 'after-hour' : 'day-off'
  const { after } = input.rules.lateRule
  return {
    what: 'late-receipt',
    at: input.receivedAt,
    takenAs: instantOf(start),
    after,
    why,
    ...named(input, 'late-receipt')
  }
}

const termArticle = (input: DeadlineInput) => named(input, input.limit.unit === 'month' ? 'month-end' : 'first-day')

const newSegment = (input: DeadlineInput, table: Timetable, start: Start, limit: Limit): Segment => ({
  limit,
  start,
  mark: endOfTerm(table, input.rules, start, limit),
  pausedDays: [],
  stopped: []
})

const named = ({ rules }: DeadlineInput, key: keyof DeadlineInput['rules']['articles']): { article?: string } => {
  const article = rules.articles[key]
  return article ? { article } : {}
}

/**
 * A pause after the due instant moves nothing: a late dossier is not rescued by asking for papers. At the instant itself
 * a limit of hours is already used up, while a day is not over.
 */
function stop(clock: Clock, span: Span): void {
  const { input, table } = clock
  const at = instantOf(span.from)
  const usedUp = isSpentAsTime(input.limit, input.rules) && span.from === clock.due
  if (span.from > clock.due || usedUp) {
    clock.entries.push({ what: 'pause-ignored', at, cause: span.cause, why: 'after-due' })
    return
  }
  clock.stopped = span
  if (span.to === Infinity) clock.waiting = span
  else if (span.effect === 'resume') {
    const shift = shiftOf(table, input.rules, input.limit, span.from, span.to)
    const last = clock.segments.at(-1)!
    clock.segments = [...clock.segments.slice(0, -1), takeOut(clock, last, span, shift)]
    clock.rests.push(span)
    clock.due = dueInstant(table, input.rules, clock.since, clock.segments.at(-1)!.mark)
    const told = {
      until: instantOf(span.to),
      cause: span.cause,
      shift: shiftAsLimit(shift),
      dueAt: instantOf(clock.due)
    }
    clock.entries.push({ what: 'pause', at, ...told, ...pauseArticle(input, span.cause) })
  }
}

const pauseArticle = (input: DeadlineInput, cause: PauseCause) =>
  cause === 'supplement' ? named(input, 'supplement') : {}
const shiftAsLimit = ({ unit, value }: Shift): Limit =>
  unit === 'office-ms' ? { unit: 'working-hour', value: value / 3_600_000 } : { unit, value }

function takeOut({ table }: Clock, segment: Segment, span: Span, shift: Shift): Segment {
  const mark = shifted(table, segment.mark, shift)
  if (shift.unit === 'office-ms') return { ...segment, mark, stopped: [...segment.stopped, [span.from, span.to]] }
  const after = Math.min(indexOf(table, span.from), segment.mark.day)
  const until = shift.unit === 'working-day' ? indexOf(table, span.to) : after + shift.value
  return { ...segment, mark, pausedDays: [...segment.pausedDays, [after, until]] }
}

/** The full limit again from the full supplement; added days fall away, but the extension stays used. */
function go(clock: Clock, span: Span): void {
  if (clock.stopped !== span || span.effect !== 'restart') return
  const { input, table } = clock
  clock.since = span.to
  clock.rests = []
  clock.segments = [newSegment(input, table, startAt(table, span.to), input.limit)]
  clock.due = dueInstant(table, input.rules, clock.since, clock.segments[0]!.mark)
  const told = { since: instantOf(span.to), cause: span.cause, dueAt: instantOf(clock.due) }
  clock.entries.push({ what: 'restart', at: instantOf(span.from), ...told, ...pauseArticle(input, span.cause) })
}

function extend(clock: Clock, { requestedAt, limit }: ExtensionRequest): void {
  const { input, table } = clock
  const why = refusalOf(clock, localOf(requestedAt), limit)
  const article = named(input, 'extension')
  if (why) {
    clock.entries.push({ what: 'extension-refused', at: requestedAt, limit, why, ...article })
    return
  }
  clock.granted++
  if (limit.value > 0) {
    const start = { day: printedDay(table, clock.due), at: clock.due }
    clock.segments = [...clock.segments, newSegment(input, table, start, limit)]
    clock.due = dueInstant(table, input.rules, clock.since, clock.segments.at(-1)!.mark)
  }
  clock.entries.push({ what: 'extension', at: requestedAt, limit, dueAt: instantOf(clock.due), ...article })
}

/** Asked for at latest on the day before the due day valid at that moment, once. */
function refusalOf({ input, table, due, granted }: Clock, asked: number, limit: Limit): ExtensionRefusal | null {
  if (limit.value < 0) return 'negative'
  if (granted >= input.rules.extensions) return 'already-extended'
  const [askedOn, dueOn] = [indexOf(table, asked), printedDay(table, due)]
  const { nth } = table.calendar
  const latest =
    input.rules.extensionNotice === 'working-day' ? (nth[rankOf(table.calendar, dueOn - 1) - 1] ?? -1) : dueOn - 1
  return askedOn <= latest ? null : 'too-late'
}

type TimelineEvent =
  | { readonly kind: 'stop' | 'go'; readonly at: number; readonly span: Span }
  | { readonly kind: 'extend'; readonly at: number; readonly request: ExtensionRequest }
const ORDER = { stop: 0, go: 1, extend: 2 } as const

function timeline(input: DeadlineInput, table: Timetable, start: number): TimelineEvent[] {
  const end = input.finishedAt ? localOf(input.finishedAt) : Infinity
  const spans = joined((input.pauses ?? []).flatMap(pause => spanOf(input, table, start, end, pause)))
  const events: TimelineEvent[] = spans.flatMap(span => [
    { kind: 'stop', at: span.from, span },
    { kind: 'go', at: span.to, span }
  ])
  for (const request of input.extensions ?? []) {
    const at = localOf(request.requestedAt)
    if (at <= end) events.push({ kind: 'extend', at, request })
  }
  return events.filter(event => event.at < Infinity).sort((a, b) => a.at - b.at || ORDER[a.kind] - ORDER[b.kind])
}

export function effectOf({ rules }: Pick<DeadlineInput, 'rules'>, pause: Pause): 'resume' | 'restart' | 'none' {
  const effect = rules.pauseEffects[pause.cause]
  if (pause.stopsClock === undefined) return effect
  if (!pause.stopsClock) return 'none'
  return effect === 'none' ? 'resume' : effect
}

/** A result closes the ledger; a pause from before the (taken) receipt begins with it. */
function spanOf(input: DeadlineInput, table: Timetable, start: number, end: number, pause: Pause): Span[] {
  const effect = effectOf(input, pause)
  if (effect === 'none') return []
  const from = Math.max(localOf(pause.from), start)
  const answered = pause.to ? localOf(pause.to) : Infinity
  const byApplicant = pause.cause === 'supplement' || pause.cause === 'fee'
  const to = Math.min(byApplicant && answered < Infinity ? takenAs(table, input.rules, answered) : answered, end)
  return to > from || Number.isNaN(to) ? [{ from, to, effect, cause: pause.cause }] : []
}

function joined(spans: Span[]): Span[] {
  const result: Span[] = []
  for (const span of spans.sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = result.at(-1)
    if (!last || span.from > last.to) result.push(span)
    else {
      const effect = last.effect === 'restart' || span.effect === 'restart' ? 'restart' : 'resume'
      result[result.length - 1] = { ...last, to: Math.max(last.to, span.to), effect }
    }
  }
  return result
}
