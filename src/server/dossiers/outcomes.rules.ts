import type { Facts } from './facts.ts'
import type { Dossier, OpenStep } from './model.ts'
import { advance, dataOf, stepOf } from './moves.ts'
import { awaitsApplicant } from './steps.rules.ts'

/** An outcome of a step with what it brings: whether the applicant is asked for something, another unit for its opinion, or somebody to sign. */
export type OutcomeAhead = {
  readonly code: string
  readonly asks: boolean
  readonly consults: boolean
  readonly signs: boolean
}

/** Where each outcome of an open step leads as the dossier stands: the same walk that the decider takes. */
export const outcomesAhead = (dossier: Dossier, step: OpenStep, facts: Facts): OutcomeAhead[] =>
  (stepOf(facts, step.step)?.outcomes ?? []).map(({ code }) => {
    const moves = advance(dossier, step, code, { ...dataOf(dossier), outcome: code }, facts)
    const entered = moves.ok ? moves.value.entered : []
    return {
      code,
      asks: entered.some(awaitsApplicant),
      signs: entered.some(each => each.kind === 'sign'),
      consults: entered.some(each => stepOf(facts, each.step)?.unit === 'consulted')
    }
  })
