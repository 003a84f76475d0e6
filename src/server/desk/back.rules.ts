import { isLeftOut } from '#server/dossiers/index.ts'
import type { Dossier } from '#server/dossiers/index.ts'
import { mannerOf, returnTargets } from '#server/workflow/index.ts'
import type { ProcessModel, SigningManner, StepNode } from '#server/workflow/index.ts'

/** The step before: whoever signed before, or drafted, gets a paper that is refused here; not whose initial was left out. */
export const stepBefore = (
  model: ProcessModel | null,
  step: string,
  { signers }: Pick<Dossier, 'signers'> = {}
): StepNode | null =>
  (model &&
    returnTargets(model, step).findLast(
      each => each.kind === 'user' || (each.kind === 'sign' && !isLeftOut(signers, model, each.id))
    )) ??
  null

/** What the signature at a step is; a process that is gone knows of one signature only. */
export const mannerAt = (model: ProcessModel | null, step: string): SigningManner =>
  (model && mannerOf(model, step)) || 'signature'
