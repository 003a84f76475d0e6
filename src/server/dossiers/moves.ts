import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import { complete as completeStep, fireTimer, sendBack, isTimerScope, start, wake } from '#server/workflow/index.ts'
import type { Moved, StepNode, Transition } from '#server/workflow/index.ts'
import type { Filing, Moves } from './events.ts'
import type { Facts } from './facts.ts'
import type { Dossier, OpenStep, StepClock } from './model.ts'
import type { DossierRefusal } from './refusals.ts'
import { awaitsApplicant } from './steps.rules.ts'

type Placed = Pick<Filing, 'receivingUnit' | 'settlingUnit' | 'form'>
export type Ended = Moves & { readonly finished: boolean; readonly ready: boolean }

/** The definition of a step in the dossier's own process. */
export const stepOf = (facts: Facts, step: string): StepNode | undefined => facts.process?.steps[step]

/** The first steps of a dossier. */
export function begin(placed: Placed, facts: Facts): Result<Moves, DossierRefusal> {
  if (!facts.process) return err({ code: 'process-broken', why: 'no process' })
  const begun = start(facts.process, placed.form)
  if (!begun.ok) return err({ code: 'process-broken', why: begun.error.code })
  const { finished: _finished, ready: _ready, ...moves } = movesOf(begun.value, placed, facts)
  if (moves.entered.some(awaitsApplicant)) return err({ code: 'process-broken', why: 'begins with a wait' })
  return ok(moves)
}

/** Where a dossier goes when a step is finished with an outcome. */
export function advance(
  dossier: Dossier,
  step: OpenStep,
  outcome: string,
  data: Readonly<Record<string, unknown>>,
  facts: Facts
): Result<Ended, DossierRefusal> {
  if (!facts.process || !dossier.marking) return err({ code: 'process-broken', why: 'no process' })
  const known = stepOf(facts, step.step)?.outcomes.map(each => each.code) ?? []
  if (!known.includes(outcome)) return err({ code: 'outcome-unknown', outcome, known })
  return onward(completeStep(facts.process, dossier.marking, step.token, outcome, data), dossier, facts)
}

/** Back to an earlier step. */
export function goBack(dossier: Dossier, step: OpenStep, to: string, facts: Facts): Result<Ended, DossierRefusal> {
  if (!facts.process || !dossier.marking) return err({ code: 'process-broken', why: 'no process' })
  return onward(sendBack(facts.process, dossier.marking, step.token, to), dossier, facts)
}

/** On from the steps that waited for the applicant, all of them; null where none did. */
export function wakeAll(dossier: Dossier, facts: Facts): Result<Ended | null, DossierRefusal> {
  const waits = dossier.steps.filter(awaitsApplicant)
  if (waits.length === 0) return ok(null)
  if (!facts.process || !dossier.marking) return err({ code: 'process-broken', why: 'no process' })
  let all: Ended | null = null
  for (const { token } of waits) {
    const next = onward(wake(facts.process, all?.marking ?? dossier.marking, token, dataOf(dossier)), dossier, facts)
    if (!next.ok) return next
    all = all ? joined(all, next.value) : next.value
  }
  return ok(all)
}

/** Two moves, one after the other, as one. */
export const joined = (first: Ended, then: Ended): Ended => ({
  marking: then.marking,
  entered: [...first.entered, ...then.entered],
  left: [...first.left, ...then.left],
  finished: then.finished,
  ready: first.ready || then.ready
})

/** Where a timer of a step leads when it runs out. */
export function timeOut(
  dossier: Dossier,
  step: OpenStep,
  timer: string | null,
  facts: Facts
): Result<Ended, DossierRefusal> {
  if (!facts.process || !dossier.marking) return err({ code: 'process-broken', why: 'no process' })
  return onward(fireTimer(facts.process, dossier.marking, step.token, timer, dataOf(dossier)), dossier, facts)
}

/** What conditions of the process read: what was handed in, and what officers decided on the way. */
export const dataOf = (dossier: Dossier): Readonly<Record<string, unknown>> => ({
  ...dossier.form,
  ...dossier.decisions
})

const onward = (next: Moved, dossier: Dossier, facts: Facts): Result<Ended, DossierRefusal> =>
  next.ok ? ok(movesOf(next.value, dossier, facts)) : err({ code: 'process-broken', why: next.error.code })

const movesOf = (transition: Transition, placed: Placed, facts: Facts): Ended => ({
  marking: transition.marking,
  entered: transition.entered.map(({ token, step }) => opened(token, step, placed, facts)),
  left: transition.left.map(({ token, outcome }) => ({ token, outcome: outcome ?? '' })),
  finished: transition.marking.tokens.every(token => isBeside(token.node, facts)),
  ready: transition.entered.some(({ step }) => step.kind === 'return-result')
})

/** What a timer began beside the course (a reminder) does not keep a process from being finished. */
const isBeside = (node: string, facts: Facts): boolean => facts.process?.nodes[node]?.scope.some(isTimerScope) ?? false

function opened(token: string, step: StepNode, placed: Placed, facts: Facts): OpenStep {
  const timers = timersOf(step, facts)
  return {
    token,
    step: step.id,
    name: step.name.vi,
    kind: step.kind,
    role: step.role,
    unit: unitOf(step, placed, facts),
    officer: null,
    officerName: null,
    enteredAt: facts.now.toISOString(),
    claimedAt: null,
    dueAt: dueOf(step, facts)?.toISOString() ?? null,
    ...(timers.length > 0 ? { timers } : {})
  }
}

/** When a step is due by its own norm; an opinion, by the day that was named when it was asked for. */
const dueOf = (step: StepNode, facts: Facts): Date | null =>
  (step.unit === 'consulted' && facts.consultedBy) || facts.clock.stepDue(facts.now, step.norm)

/** When the timers of a step entered now run out, by the office's calendar; a timer step without a time is over at once. */
function timersOf(step: StepNode, facts: Facts): StepClock[] {
  const own = step.kind === 'timer' ? [{ id: null, after: step.norm }] : []
  return [...own, ...step.timers].flatMap(({ id, after }): StepClock[] => {
    const at = after ? facts.clock.stepDue(facts.now, after) : facts.now
    return at ? [{ id, at: at.toISOString() }] : []
  })
}

/** Which unit a step falls to: the desk that received, the agency that settles, the one consulted, or a fixed unit. */
export function unitOf(
  step: Pick<StepNode, 'unit'>,
  placed: Pick<Placed, 'receivingUnit' | 'settlingUnit'>,
  facts: Pick<Facts, 'consultedUnit'>
): string {
  switch (step.unit) {
    case 'receiving':
      return placed.receivingUnit
    case 'settling':
      return placed.settlingUnit
    case 'consulted':
      return facts.consultedUnit ?? placed.settlingUnit
    default:
      return step.unit
  }
}
