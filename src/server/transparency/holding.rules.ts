import { movesOf } from '#server/dossiers/index.ts'
import type { DossierEvent, OpenStep, PauseCause } from '#server/dossiers/index.ts'
import { isNobodysWork, sharedOut } from './shares.rules.ts'

/** Whose time it was. `unit` is a step nobody had claimed; `officer` is one in hand. */
export type Holder =
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'officer'; readonly unit: string; readonly officer: string; readonly name: string }
  | { readonly kind: 'applicant' | 'other-agency' | 'force-majeure' }
  | { readonly kind: 'system'; readonly system: string }

/** One stretch of a dossier's time: office minutes, minutes beyond the step's own time, and its share of the lateness. */
export type Held = {
  readonly holder: Holder
  readonly step: { readonly token: string; readonly id: string; readonly name: string } | null
  readonly from: Date
  readonly to: Date
  readonly minutes: number
  readonly over: number
  readonly late: number
}

export type HeldTime = {
  /** Office minutes from receipt to the end (or to the moment asked about). The parts add up to it exactly. */
  readonly minutes: number
  /** Office minutes after the due moment; the parts' `late` add up to it exactly. */
  readonly late: number
  readonly dueAt: Date | null
  readonly finishedAt: Date | null
  readonly parts: readonly Held[]
}

/** A failure of an outside system noted on the dossier: its time is the system's. */
export type Outage = { readonly system: string; readonly from: Date; readonly to: Date | null }

/** Office minutes between two instants by the settling office's hours; additive. */
export type OfficeMinutes = (from: Date, to: Date) => number

type Now = {
  startedAt: Date
  settlingUnit: string
  steps: OpenStep[]
  pause: PauseCause | null
  dueAt: Date | null
}

const ENDS: ReadonlySet<DossierEvent['type']> = new Set([
  'dossier.settled',
  'dossier.refused',
  'dossier.withdrawn',
  'dossier.stopped',
  'dossier.voided'
])

/**
 * A dossier's office time, split by who held it, and its lateness, shared by how far each step went over its own time.
 * Null for a dossier never received, or settled at once. Parallel steps share their time equally. Pure.
 */
export function timeByHolder(
  events: readonly DossierEvent[],
  settlingUnit: string,
  between: OfficeMinutes,
  until: Date,
  outages: readonly Outage[] = []
): HeldTime | null {
  let now: Now | null = null
  let cursor = until
  let finishedAt: Date | null = null
  const parts: Held[] = []
  const advance = (to: Date) => {
    if (now && to > cursor) parts.push(...stretch(now, cursor, to, between, outages))
    if (to > cursor) cursor = to
  }
  for (const event of events) {
    const at = new Date(event.at)
    if (at > until) break
    if (event.type === 'dossier.received') {
      now = { startedAt: at, settlingUnit, steps: [], pause: null, dueAt: instant(event.data.dueAt) }
      cursor = at
    }
    if (!now) continue
    advance(at)
    follow(now, event)
    if (ENDS.has(event.type)) {
      finishedAt = at
      break
    }
  }
  if (!now) return null
  if (!finishedAt) advance(until)
  const end = finishedAt ?? until
  const minutes = wholeMinutes(between, now.startedAt, end)
  const late = now.dueAt && end > now.dueAt ? minutes - wholeMinutes(between, now.startedAt, now.dueAt) : 0
  return { minutes, late, dueAt: now.dueAt, finishedAt, parts: withLate(parts, late, now.dueAt) }
}

const instant = (at: string | null): Date | null => (at === null ? null : new Date(at))
const wholeMinutes = (between: OfficeMinutes, from: Date, to: Date): number =>
  to > from ? Math.floor(between(from, to) + 1e-6) : 0

/** What an event changes about who holds the dossier. */
function follow(now: Now, event: DossierEvent): void {
  const moves = movesOf(event)
  if (moves) {
    const left = new Set(moves.left.map(({ token }) => token))
    now.steps = [...now.steps.filter(({ token }) => !left.has(token)), ...moves.entered]
  }
  switch (event.type) {
    case 'clock.paused':
      now.pause = event.data.cause
      now.dueAt = null
      break
    case 'clock.resumed':
      now.pause = null
      now.dueAt = instant(event.data.dueAt)
      for (const { token, ...times } of event.data.steps ?? []) change(now, token, times)
      break
    case 'clock.extended':
    case 'clock.recomputed':
      now.dueAt = instant(event.data.dueAt)
      break
    case 'step.claimed':
    case 'step.assigned':
      change(now, event.data.token, { officer: event.data.officer, officerName: event.data.officerName })
      break
    case 'step.released':
      change(now, event.data.token, { officer: null, officerName: null })
      break
    default:
  }
}

const change = (now: Now, token: string, by: Partial<OpenStep>): void => {
  now.steps = now.steps.map(step => (step.token === token ? { ...step, ...by } : step))
}

/** The stretch between two events, cut where an outage begins or ends. */
function stretch(now: Now, from: Date, to: Date, between: OfficeMinutes, outages: readonly Outage[]): Held[] {
  const cuts = outages
    .flatMap(outage => [outage.from, outage.to])
    .filter(cut => cut !== null)
    .filter(cut => cut > from && cut < to)
    .map(Number)
  const edges = [Number(from), ...new Set(cuts.sort((a, b) => a - b)), Number(to)].map(edge => new Date(edge))
  return edges.slice(1).flatMap((end, i) => {
    const begin = edges[i]!
    const down = outages.find(outage => outage.from <= begin && (outage.to === null || outage.to >= end))
    return held(now, begin, end, between, down)
  })
}

function held(now: Now, from: Date, to: Date, between: OfficeMinutes, down: Outage | undefined): Held[] {
  const upTo = (at: Date) => wholeMinutes(between, now.startedAt, at)
  const minutes = upTo(to) - upTo(from)
  const theirs = notTheOffices(now, down)
  if (theirs) return [{ holder: theirs, step: null, from, to, minutes, over: 0, late: 0 }]
  const working = now.steps.filter(step => !isNobodysWork(step, now.settlingUnit))
  if (working.length === 0)
    return [{ holder: { kind: 'unit', unit: now.settlingUnit }, step: null, from, to, minutes, over: 0, late: 0 }]
  const each = sharedOut(
    minutes,
    working.map(() => 1)
  )
  return working.map((step, i) => {
    const due = instant(step.dueAt)
    const beyond = due && to > due ? (upTo(to) - upTo(due > from ? due : from)) / working.length : 0
    const of = { token: step.token, id: step.step, name: step.name }
    return { holder: holderOf(step), step: of, from, to, minutes: each[i]!, over: beyond, late: 0 }
  })
}

/** Days of the applicant, of agencies asked and of failed systems are theirs and nobody's in the office. */
function notTheOffices(now: Now, down: Outage | undefined): Holder | null {
  switch (now.pause) {
    case 'supplement':
    case 'fee':
      return { kind: 'applicant' }
    case 'force-majeure':
    case 'other-agency':
      return { kind: now.pause }
    case null:
      break
    default:
      return now.pause satisfies never
  }
  if (down) return { kind: 'system', system: down.system }
  if (now.steps.length === 0 || now.steps.some(step => !isNobodysWork(step, now.settlingUnit))) return null
  if (now.steps.some(step => step.kind === 'wait-applicant')) return { kind: 'applicant' }
  return now.steps.some(step => step.kind === 'wait-agency') ? { kind: 'other-agency' } : null
}

const holderOf = (step: OpenStep): Holder =>
  step.officer
    ? { kind: 'officer', unit: step.unit, officer: step.officer, name: step.officerName ?? '' }
    : { kind: 'unit', unit: step.unit }

const ofTheOffice = ({ holder }: Held): boolean => holder.kind === 'unit' || holder.kind === 'officer'

/** Lateness falls on what went over its own time; where nothing did, on the office's time after the due moment. */
function withLate(parts: readonly Held[], late: number, dueAt: Date | null): Held[] {
  if (late === 0 || !dueAt) return [...parts]
  const weights = [
    parts.map(part => (ofTheOffice(part) ? part.over : 0)),
    parts.map(part => (ofTheOffice(part) && part.to > dueAt ? part.minutes : 0)),
    parts.map(part => part.minutes)
  ].find(each => each.some(weight => weight > 0))
  if (!weights) return [...parts]
  const shares = sharedOut(late, weights)
  return parts.map((part, i) => ({ ...part, late: shares[i]! }))
}
