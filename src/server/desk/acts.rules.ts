import { fits, isWait, mayDo } from '#server/dossiers/index.ts'
import type { CommandName, Dossier, OpenStep } from '#server/dossiers/index.ts'
import type { Actor } from '#server/platform/index.ts'
import type { RuleSet } from '#server/rulesets/index.ts'
import { returnTargets } from '#server/workflow/index.ts'
import type { ProcessModel } from '#server/workflow/index.ts'

/** What an officer can do on the page of a dossier, in the order it is offered; corrections belong to the counter. */
export const ACTS = [
  'accept',
  'supplement',
  'pay-fee',
  'complete',
  'claim',
  'return-result',
  'send-back',
  'release',
  'assign',
  'ask-supplement',
  'ask-fee',
  'extend',
  'pause',
  'resume',
  'decline-withdrawal',
  'ask-withdrawal',
  'refuse-reception',
  'refuse',
  'withdraw',
  'stop'
] as const satisfies readonly CommandName[]
export type ActName = (typeof ACTS)[number]
export const isAct = (name: string | null): name is ActName => ACTS.some(act => act === name)

/** Acts that end or return the dossier and so ask once more. */
export const GRAVE: ReadonlySet<ActName> = new Set(['refuse-reception', 'refuse', 'withdraw', 'stop'])
/** What is offered first, opened; everything else is a quiet list. */
const FIRST: readonly ActName[] = ['accept', 'supplement', 'pay-fee', 'complete', 'claim', 'return-result']

export type OpenAct = { readonly name: ActName; readonly token: string | null }
type Known = { readonly now: Date; readonly rules: RuleSet; readonly process: ProcessModel | null }

/** The acts open to this officer now: permission and unit, the decider's own table of what fits, and whether there is anything to do. */
export function openActs(dossier: Dossier, actor: Actor, known: Known): OpenAct[] {
  return ACTS.flatMap((name): OpenAct[] => {
    if (!fits(dossier, name)) return []
    const onStep = ON_STEP[name]
    if (!onStep)
      return mayDo(actor, dossier, { kind: name }) && makesSense(name, dossier, known) ? [{ name, token: null }] : []
    return dossier.steps
      .filter(
        step =>
          step.kind !== 'return-result' && !isWait(step) && mayDo(actor, dossier, { kind: name, token: step.token })
      )
      .filter(step => onStep(step, actor, known))
      .map(step => ({ name, token: step.token }))
  })
}

/** The one act that the page puts first; null when this officer has nothing to do now. */
export const firstAct = (acts: readonly OpenAct[], dossier: Dossier): OpenAct | null => {
  const asked = acts.filter(({ name }) => name !== 'pay-fee' || dossier.phase === 'fee-due')
  for (const name of FIRST) {
    const found = asked.find(act => act.name === name)
    if (found) return found
  }
  return null
}

const own = (step: OpenStep, actor: Actor) => step.officer === null || step.officer === actor.id
const ON_STEP: Partial<Record<ActName, (step: OpenStep, actor: Actor, known: Known) => boolean>> = {
  complete: own,
  claim: step => step.officer === null,
  release: (step, actor) => step.officer !== null && (step.officer === actor.id || actor.may('dossier.assign')),
  assign: () => true,
  'send-back': (step, actor, { process }) =>
    own(step, actor) && process !== null && returnTargets(process, step.step).length > 0
}

function makesSense(name: ActName, dossier: Dossier, { rules: { deadline }, now }: Known): boolean {
  const waits = dossier.ledger?.pauses.find(pause => pause.to === null)?.cause
  switch (name) {
    case 'refuse-reception':
      return dossier.receivedAt === null
    case 'ask-supplement':
      return deadline.supplementRequests === null || dossier.supplementRequests < deadline.supplementRequests
    case 'pay-fee':
      return dossier.phase === 'fee-due' || dossier.fee.amount > dossier.fee.paid
    case 'pause':
      return dossier.ledger !== null && !waits
    case 'resume':
      return waits === 'other-agency' || waits === 'force-majeure'
    case 'extend':
      return (
        dossier.dueAt !== null &&
        new Date(dossier.dueAt) > now &&
        (dossier.ledger?.extensions.length ?? 0) < deadline.extensions
      )
    case 'withdraw':
    case 'ask-withdrawal':
      return dossier.result === null
    default:
      return true
  }
}
