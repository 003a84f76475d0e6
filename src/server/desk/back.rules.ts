import { mannerOf, returnTargets } from '#server/workflow/index.ts'
import type { ProcessModel, SigningManner, StepNode } from '#server/workflow/index.ts'

/** The step before: whoever signed before, or drafted, gets a paper that is refused here. */
export const stepBefore = (model: ProcessModel | null, step: string): StepNode | null =>
  (model && returnTargets(model, step).findLast(each => each.kind === 'user' || each.kind === 'sign')) ?? null

/** What the signature at a step is; a process that is gone knows of one signature only. */
export const mannerAt = (model: ProcessModel | null, step: string): SigningManner =>
  (model && mannerOf(model, step)) || 'signature'
