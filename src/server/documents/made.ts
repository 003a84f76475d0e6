import type { BlobRefusal, Ctx, Incoming, Result } from '#server/platform/index.ts'
import * as store from './store.ts'

/**
 * Enters a file that the house made itself (a data set) in place of the use's files of before, which go with a later
 * sweep. Within the caller's transaction: the file is in its place before the row can be seen.
 */
export async function keepMade(
  ctx: Ctx,
  incoming: Incoming,
  { mediaType, kind, ref }: { mediaType: string; kind: string; ref: string }
): Promise<Result<void, BlobRefusal>> {
  const { sha256: id, bytes } = incoming
  await store.enterMade(ctx, { id, bytes, mediaType })
  await store.removeUses(ctx, { kind, ref })
  await store.addUses(ctx, { kind, ref, blobs: [id] })
  return incoming.keep()
}
