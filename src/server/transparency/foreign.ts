import type { Ctx } from '#server/platform/index.ts'
import { forgetForeign, mirrorForeign } from './foreign.store.ts'

const WINDOW_MS = 15 * 60_000

/** Counts what other systems told in the last minutes. */
export const followForeign = async (ctx: Ctx): Promise<void> =>
  void (await mirrorForeign(ctx, new Date(ctx.now().getTime() - WINDOW_MS)))

/** Counts all dossiers of other systems anew, and none of them twice. */
export async function recountForeign(ctx: Ctx): Promise<void> {
  await mirrorForeign(ctx, null)
  await forgetForeign(ctx)
}
