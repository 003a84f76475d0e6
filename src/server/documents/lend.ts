import type { Ctx } from '#server/platform/index.ts'
import type { FileRef } from './model.ts'
import { lendTo } from './store.ts'

/** Gives a file that is here to another owner, as if it had been handed in there. The caller has checked both. */
export const lendFile = async (ctx: Ctx, owner: string, file: FileRef): Promise<void> => {
  await lendTo(ctx, owner, file)
}
