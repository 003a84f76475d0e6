import { err, ok } from '#server/platform/result.ts'
import type { Decision } from './decider.ts'
import { event } from './events.ts'
import type { DossierEvent, Moves } from './events.ts'
import { evolve } from './evolve.ts'
import type { Facts } from './facts.ts'
import { lacking } from './guards.ts'
import type { Dossier, Ledger, PauseCause, Reason } from './model.ts'
import { answerUntil, timesAfterPause } from './step-times.rules.ts'
import { awaitsApplicant, consults } from './steps.rules.ts'

/** The dossier after what was just decided, for the parts of a decision that follow from it. */
export const told = (dossier: Dossier, events: readonly DossierEvent[]): Dossier =>
  events.reduce((state, each) => evolve(state, each, dossier.id), dossier)

/** The office asks once for everything missing (Decree 118/2025 art. 11; effect on the clock by the rule set). */
export function requestSupplement(dossier: Dossier, reasons: readonly Reason[], facts: Facts): Decision {
  const { supplementRequests: most } = facts.rules.deadline
  if (most !== null && dossier.supplementRequests >= most)
    return err({
      code: 'supplement-asked-before',
      times: dossier.supplementRequests,
      article: facts.rules.articles.supplement
    })
  const lack = lacking(reasons)
  if (lack) return lack
  const accepted = dossier.receivedAt !== null
  const answerBy = answerUntil(dossier, facts.now, facts)
  return ok([
    event('dossier.supplement-requested', facts.now, {
      // A second branch that asks too does not undo what the first asked for.
      reasons: dossier.phase === 'supplement' ? [...dossier.asked, ...reasons] : reasons,
      accepted,
      ...(answerBy ? { answerBy } : {})
    }),
    ...(accepted ? stoppage(dossier, 'supplement', facts) : [])
  ])
}

/**
 * What a move brings with it: where it leads to waiting for the applicant, the request with its reasons; where a
 * consultation begins or ends, the clock as the rule set says.
 */
export function withConsequences(
  dossier: Dossier,
  events: readonly DossierEvent[],
  moves: Pick<Moves, 'entered'>,
  reasons: readonly Reason[],
  facts: Facts
): Decision {
  const all = [...events, ...consultationClock(dossier, events, moves, facts)]
  if (!moves.entered.some(awaitsApplicant)) return ok(all)
  const asked = requestSupplement(told(dossier, all), reasons, facts)
  return asked.ok ? ok([...all, ...asked.value]) : asked
}

/** Consulting another agency stops the clock only where the rule set says so (Decree 61/2018 art. 19(5): it does not). */
function consultationClock(
  dossier: Dossier,
  events: readonly DossierEvent[],
  { entered }: Pick<Moves, 'entered'>,
  facts: Facts
): DossierEvent[] {
  if (facts.rules.deadline.pauseEffects['other-agency'] === 'none') return []
  const asking = dossier.steps.some(consults)
  if (!asking && !entered.some(consults)) return []
  const after = told(dossier, events)
  if (after.steps.some(consults)) return asking ? [] : stoppage(after, 'other-agency', facts)
  const running = resumption(after, 'other-agency', facts)
  const still = after.phase === 'supplement' && running.length > 0
  return still ? [...running, ...stoppage(told(after, running), 'supplement', facts)] : running
}

export const openPause = (dossier: Dossier) => dossier.ledger?.pauses.find(pause => pause.to === null)

/** Stops the clock unless the rule set says that this cause does not (consultation, art. 19(5)). */
export const stoppage = (dossier: Dossier, cause: PauseCause, facts: Facts): DossierEvent[] =>
  dossier.ledger && !openPause(dossier) && facts.rules.deadline.pauseEffects[cause] !== 'none'
    ? [event('clock.paused', facts.now, { cause })]
    : []

/** Lets the clock run again if it stood for this cause; the open steps' own times are counted anew with it. */
export function resumption(dossier: Dossier, cause: PauseCause, facts: Facts): DossierEvent[] {
  const pause = openPause(dossier)
  if (!dossier.ledger || pause?.cause !== cause) return []
  const ledger = closed(dossier.ledger, facts)
  const steps = dossier.steps.flatMap(step => timesAfterPause(step, ledger, facts) ?? [])
  const { dueAt } = facts.clock.due(ledger)
  return [event('clock.resumed', facts.now, { cause, dueAt, ...(steps.length > 0 ? { steps } : {}) })]
}

const closed = (ledger: Ledger, facts: Facts): Ledger => ({
  ...ledger,
  pauses: ledger.pauses.map(pause => (pause.to === null ? { ...pause, to: facts.now.toISOString() } : pause))
})
