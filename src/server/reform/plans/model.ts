import type { Day } from '#server/platform/index.ts'

export const ITEM_KINDS = ['field', 'goal', 'target', 'task'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

/** An item as the plan's page needs it; of a task: how its tasks stand, of a target: the last value measured. */
export type PlanItem = {
  readonly id: string
  readonly plan: string
  readonly parent: string | null
  readonly kind: ItemKind
  readonly title: string
  readonly weight: number
  readonly due: Day | null
  readonly measure: string
  readonly baseline: number | null
  readonly target: number | null
  readonly falls: boolean
  readonly rollsUp: string | null
  readonly value: number | null
  readonly valueOn: Day | null
  readonly tasks: number
  readonly done: number
  readonly late: number
  readonly waiting: number
  readonly doneOn: Day | null
}
export type Leaf = {
  readonly id: string
  readonly title: string
  readonly weight: number
  readonly due: Day | null
  readonly doneOn: Day | null
  readonly blocked: 'late' | 'waiting' | 'not-given' | 'not-reached' | null
}
