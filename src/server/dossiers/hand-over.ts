import type { Ctx, Result } from '#server/platform/index.ts'
import { act } from './actions.ts'
import type { ActionRefusal } from './actions.ts'
import type { Dossier } from './model.ts'

/** Hands a result over at the counter and records to whom. */
export const handOver = (ctx: Ctx, code: string, to: string): Promise<Result<Dossier, ActionRefusal>> =>
  act(ctx, { code }, { kind: 'return-result', to: to.trim(), how: 'counter' })
