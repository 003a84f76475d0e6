import type { Norm, StepNode } from './model.ts'
import type { ProcessFault } from './refusals.ts'

/** A process as drawn, before its structure is checked. */
export type RawNode = {
  readonly id: string
  readonly name: string
  readonly kind: 'start' | 'end' | 'step' | 'choice' | 'parallel'
  readonly in: string[]
  readonly out: string[]
  readonly otherwise: string | null
  readonly timers: {
    readonly id: string
    readonly after: Norm
    readonly interrupting: boolean
    readonly out: string[]
  }[]
}
export type RawFlow = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly condition: string | null
}
export type RawStep = Omit<StepNode, 'order' | 'timers'>
export type RawProcess = {
  readonly nodes: Map<string, RawNode>
  readonly flows: Map<string, RawFlow>
  readonly steps: Map<string, RawStep>
}

export const fault = (
  code: ProcessFault['code'],
  at: { id?: string; name?: string } | null,
  detail = ''
): ProcessFault => ({
  code,
  at: at?.id ?? null,
  name: at?.name ?? '',
  detail
})

/** All flows leaving a node, those of its timers last. */
export const leaving = (node: RawNode): string[] => [...node.out, ...node.timers.flatMap(timer => timer.out)]
