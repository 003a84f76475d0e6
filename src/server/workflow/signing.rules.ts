import { isEarlier } from './graph.rules.ts'
import { stepsOf } from './model.ts'
import type { ProcessModel, StepNode } from './model.ts'

/** What a signature at a step is: a countersignature before the leader's, the leader's own, or the office's seal on it. */
export const SIGNING_MANNERS = ['initial', 'signature', 'seal'] as const
export type SigningManner = (typeof SIGNING_MANNERS)[number]

/** How the signature of this step is meant: by its role and by who signs after it. Null where nobody signs here. */
export function mannerOf(model: ProcessModel, id: string): SigningManner | null {
  const step = model.steps[id]
  if (step?.kind !== 'sign') return null
  const persons = Object.values(model.steps).filter(each => each.kind === 'sign' && each.role !== 'clerk')
  if (step.role === 'clerk') return persons.some(each => isEarlier(model, each.id, id)) ? 'seal' : 'signature'
  return persons.some(each => isEarlier(model, id, each.id)) ? 'initial' : 'signature'
}

/** Whether nobody signs after this step in the usual course. */
export const signsLast = (model: ProcessModel, id: string): boolean =>
  !Object.values(model.steps).some(each => each.kind === 'sign' && each.id !== id && isEarlier(model, id, each.id))

/** The steps that sign after this one in the usual course, in their order. */
export const signsAfter = (model: ProcessModel, id: string): StepNode[] =>
  stepsOf(model).filter(each => each.kind === 'sign' && each.id !== id && isEarlier(model, id, each.id))
