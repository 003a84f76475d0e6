import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import type { Later } from './actions.ts'
import type { ReceiveInput } from './inputs.ts'

/**
 * What the doors of other systems ask before they take in or ask for a paper: whether a store or a register has it. Given
 * by who knows stores and registers.
 */
export type OnceOnly = {
  readonly receipt: (ctx: Ctx, input: ReceiveInput) => Promise<Result<ReceiveInput, Refusal>>
  readonly command: (ctx: Ctx, code: string, command: Later) => Promise<Result<Later, Refusal>>
}
