import { leadsBack, signsAfter } from '#server/workflow/index.ts'
import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { CommandOf } from './commands.ts'
import type { Decision } from './decider.ts'
import { event } from './events.ts'
import type { DossierEvent } from './events.ts'
import type { Facts } from './facts.ts'
import type { Dossier, OpenStep, SigningTurn } from './model.ts'
import { advance, joined, stepOf } from './moves.ts'
import type { Ended } from './moves.ts'
import type { DossierRefusal } from './refusals.ts'
import { isLeftOut } from './signers.rules.ts'
import type { Signed } from './signings.rules.ts'

/** The whole order after this act where it was chosen anew: what lies before this step stays. Null where nobody chose. */
export function chosenAt(
  dossier: Dossier,
  step: OpenStep,
  { signers, note }: CommandOf<'complete'>,
  { process }: Facts
): Result<readonly SigningTurn[] | null, DossierRefusal> {
  if (!signers || !process) return ok(null)
  const ahead = signsAfter(process, step.step)
  const leaves = ahead.some(each => isLeftOut(signers, process, each.id))
  if (leaves && note.trim() === '') return err({ code: 'initial-left-out-why' })
  const kept = (dossier.signers ?? []).filter(turn => ahead.every(each => each.id !== turn.step))
  return ok([...kept, ...signers])
}

/** On past the steps whose initial was left out of the chosen order, by the outcome that leads on. */
export function pastLeftOut(
  dossier: Dossier,
  moves: Ended,
  data: Readonly<Record<string, unknown>>,
  facts: Facts
): Result<Ended, DossierRefusal> {
  const model = facts.process
  const step = model && moves.entered.find(each => each.kind === 'sign' && isLeftOut(dossier.signers, model, each.step))
  if (!model || !step) return ok(moves)
  const outcome = stepOf(facts, step.step)?.outcomes.find(each => !leadsBack(model, step.step, each.code))?.code ?? ''
  const standing = { ...dossier, marking: moves.marking }
  const next = advance(standing, step, outcome, { ...data, outcome }, facts)
  if (!next.ok) return next
  const { entered, left, ...rest } = joined(moves, next.value)
  const passed = (each: { readonly token: string }) => each.token !== step.token
  return pastLeftOut(dossier, { ...rest, entered: entered.filter(passed), left: left.filter(passed) }, data, facts)
}

type Initial = Signed & { readonly note: string; readonly claimed: readonly DossierEvent[] }

/** An added initial: the step stays open, for the one who signs next. */
export function initialled(
  dossier: Dossier,
  { token, step, name }: OpenStep,
  { signings, stays, note, claimed }: Initial,
  facts: Facts
): Decision {
  const turn = stays?.next
  const named = turn?.as === 'signature' ? signings?.findLast(each => each.names)?.names : null
  const next = turn?.officer ? { officer: turn.officer, name: turn.name } : (named ?? null)
  const data = { token, step, name, note, signings: signings ?? dossier.signings ?? [], next }
  return ok([...claimed, event('result.initialled', facts.now, data)])
}
