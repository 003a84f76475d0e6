import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import { complete as completeStep, sendBack, start } from '#server/workflow/index.ts'
import type { StepNode, Transition } from '#server/workflow/index.ts'
import type { Filing, Moves } from './events.ts'
import type { Facts } from './facts.ts'
import type { Dossier, OpenStep } from './model.ts'
import type { DossierRefusal } from './refusals.ts'

type Placed = Pick<Filing, 'receivingUnit' | 'settlingUnit' | 'form'>
type Ended = Moves & { readonly finished: boolean; readonly ready: boolean }

/** The definition of a step in the dossier's own process. */
export const stepOf = (facts: Facts, step: string): StepNode | undefined => facts.process?.steps[step]

/** The first steps of a dossier. */
export function begin(placed: Placed, facts: Facts): Result<Moves, DossierRefusal> {
  if (!facts.process) return err({ code: 'process-broken', why: 'no process' })
  const begun = start(facts.process, placed.form)
  if (!begun.ok) return err({ code: 'process-broken', why: begun.error.code })
  const { finished: _finished, ready: _ready, ...moves } = movesOf(begun.value, placed, facts)
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
  const next = completeStep(facts.process, dossier.marking, step.token, outcome, data)
  return next.ok ? ok(movesOf(next.value, dossier, facts)) : err({ code: 'process-broken', why: next.error.code })
}

/** Back to an earlier step. */
export function goBack(dossier: Dossier, step: OpenStep, to: string, facts: Facts): Result<Ended, DossierRefusal> {
  if (!facts.process || !dossier.marking) return err({ code: 'process-broken', why: 'no process' })
  const next = sendBack(facts.process, dossier.marking, step.token, to)
  return next.ok ? ok(movesOf(next.value, dossier, facts)) : err({ code: 'process-broken', why: next.error.code })
}

const movesOf = (transition: Transition, placed: Placed, facts: Facts): Ended => ({
  marking: transition.marking,
  entered: transition.entered.map(({ token, step }) => opened(token, step, placed, facts)),
  left: transition.left.map(({ token, outcome }) => ({ token, outcome: outcome ?? '' })),
  finished: transition.finished,
  ready: transition.entered.some(({ step }) => step.kind === 'return-result')
})

const opened = (token: string, step: StepNode, placed: Placed, facts: Facts): OpenStep => ({
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
  dueAt: facts.clock.stepDue(facts.now, step.norm)?.toISOString() ?? null
})

/** Which unit a step falls to: the desk that received, the agency that settles, the one consulted, or a fixed unit. */
function unitOf(step: StepNode, placed: Placed, facts: Facts): string {
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
