import { officersWithin } from '#server/identity/index.ts'
import { dayOf, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { processOf, signsAfter } from '#server/workflow/index.ts'
import type { Role, StepNode } from '#server/workflow/index.ts'
import type { CommandOf } from './commands.ts'
import type { Dossier, SigningTurn } from './model.ts'
import { unitOf } from './moves.ts'
import type { SignerRefusal } from './refusals.ts'
import { agreed, asTurn, capacitiesOf } from './signers.rules.ts'
import type { Signatories } from './signers.rules.ts'

/** Who works today in the unit of each of these steps, or below it. A province's root stands for itself alone. */
export async function signatoriesOf(
  ctx: Ctx,
  dossier: Pick<Dossier, 'receivingUnit' | 'settlingUnit'>,
  steps: readonly StepNode[]
): Promise<(step: Pick<StepNode, 'unit'>) => Signatories> {
  const at = (step: Pick<StepNode, 'unit'>) => unitOf(step, dossier, {})
  const units = [...new Set(steps.map(at))]
  const today = dayOf(ctx.now())
  const found = await Promise.all(
    units.map(async unit => [unit, await officersWithin(ctx, unit, today, unit.includes('.'))] as const)
  )
  const people = new Map(found)
  return step => ({ unit: at(step), people: people.get(at(step)) ?? [] })
}

/** In which capacity the officer who asks signs for a unit, by the own post of today; null: by no post at all. */
export async function ownSigning(ctx: Ctx, unit: string, role: Role): Promise<SigningTurn | null> {
  const people = await officersWithin(ctx, unit, dayOf(ctx.now()), unit.includes('.'))
  const person = people.find(each => each.id === ctx.actor.id)
  const at = { unit, people }
  const [capacity] = person ? capacitiesOf(person, { role }, at) : []
  return person && capacity ? asTurn(person, capacity, { id: '', role }, at) : null
}

/** The order that a command names, with the names and posts on record; null where it names none. */
export async function believedSigners(
  ctx: Ctx,
  dossier: Dossier,
  { token, signers }: CommandOf<'complete'>
): Promise<Result<readonly SigningTurn[] | null, SignerRefusal>> {
  const step = dossier.steps.find(open => open.token === token)
  const model = signers && step && dossier.procedure.process ? await processOf(ctx, dossier.procedure.process) : null
  if (!signers || !step || !model) return ok(null)
  return agreed(model, step.step, signers, await signatoriesOf(ctx, dossier, signsAfter(model, step.step)))
}
