import type { StepTimes } from './events.ts'
import type { Due, Facts } from './facts.ts'
import type { Dossier, Instant, Ledger, OpenStep } from './model.ts'
import { runsOn } from './steps.rules.ts'

type Known = Pick<Facts, 'clock' | 'rules' | 'process'>
/** As much of a dossier as its times are computed from. */
export type Timed = Pick<Dossier, 'phase' | 'ledger' | 'dueAt' | 'steps' | 'answerWithin' | 'answerBy' | 'askedAt'>

/** The times of a dossier that a changed calendar moves; null: none. */
export type Retimed = {
  readonly due: Due | null
  readonly dueAt: Instant | null
  readonly steps: readonly StepTimes[]
  readonly answerBy: { readonly from: Instant; readonly to: Instant } | null
}

/**
 * Everything that was computed from the calendar, computed again: the due date, the norms and timers of open steps, and
 * until when the applicant may answer. Only facts on record go in, so that doing it twice changes nothing.
 */
export function retimed(dossier: Timed, known: Known, now: Date): Retimed | null {
  const due = dossier.ledger && known.clock.due(dossier.ledger)
  const dueAt = due && !due.error ? due.dueAt : dossier.dueAt
  const steps = dossier.steps.flatMap(step => movedTimes(step, dossier.ledger, known) ?? [])
  const answerBy = movedAnswer(dossier, known, now)
  return due?.error || dueAt !== dossier.dueAt || steps.length > 0 || answerBy ? { due, dueAt, steps, answerBy } : null
}

/** Until when an applicant asked at this moment may answer; null where no days are stated. */
export function answerUntil(dossier: Pick<Dossier, 'answerWithin'>, askedAt: Date, known: Known): Instant | null {
  const days = dossier.answerWithin ?? known.rules.deadline.answerWithin
  return days === null
    ? null
    : (known.clock.stepDue(askedAt, { value: days, unit: 'working-day' })?.toISOString() ?? null)
}

/** An applicant is never told after the fact that the time was over: what would lie in the past stays as promised. */
function movedAnswer(dossier: Timed, known: Known, now: Date): Retimed['answerBy'] {
  const { answerBy: from, phase, ledger } = dossier
  if (!from || phase !== 'supplement') return null
  // Dossiers asked before `askedAt` was kept know the moment from their pause.
  const askedAt = dossier.askedAt ?? ledger?.pauses.find(({ to, cause }) => to === null && cause === 'supplement')?.from
  const to = askedAt ? answerUntil(dossier, new Date(askedAt), known) : null
  return to && to !== from && new Date(to) > now ? { from, to } : null
}

/** The own times of a step whose dossier's clock runs again; null: no pause touches them. */
export function timesAfterPause(step: OpenStep, ledger: Ledger, known: Known): StepTimes | null {
  const pauses = pausesSince(step, ledger)
  return pauses.length === 0 || runsOn(step) ? null : timesOf(step, pauses, known)
}

/** The own times of a step where they are not what is on record. */
function movedTimes(step: OpenStep, ledger: Ledger | null, known: Known): StepTimes | null {
  const times = timesOf(step, ledger && !runsOn(step) ? pausesSince(step, ledger) : [], known)
  const at = (timers: OpenStep['timers']) => timers?.map(timer => timer.at).join()
  return times && (times.dueAt !== step.dueAt || at(times.timers) !== at(step.timers)) ? times : null
}

const pausesSince = (step: OpenStep, { pauses }: Ledger): Ledger['pauses'] =>
  pauses
    .filter(({ to }) => to !== null && to > step.enteredAt)
    .map(pause => (pause.from < step.enteredAt ? { ...pause, from: step.enteredAt } : pause))

/** A step's own times are a small ledger: entered when it was, with the pauses of the dossier since. */
function timesOf(step: OpenStep, pauses: Ledger['pauses'], { clock, process }: Known): StepTimes | null {
  const node = process?.steps[step.step]
  if (!node || (!step.dueAt && !step.timers)) return null
  const due = (limit: Ledger['limit'] | null | undefined): Instant | null | undefined =>
    !limit
      ? null
      : pauses.length === 0
        ? clock.stepDue(new Date(step.enteredAt), limit)?.toISOString()
        : clock.due({ startedAt: step.enteredAt, limit, lateAfter: null, pauses, extensions: [] }).dueAt
  const after = (id: string | null) => (id === null ? node.norm : node.timers.find(each => each.id === id)?.after)
  return {
    token: step.token,
    dueAt: (step.dueAt && due(node.norm)) || step.dueAt,
    ...(step.timers ? { timers: step.timers.map(({ id, at }) => ({ id, at: due(after(id)) ?? at })) } : {})
  }
}
