import { holdFiles, storeBytes, storeUpload, takeBack, uploadsOf } from '#server/documents/index.ts'
import type { FileRef, UploadRefusal } from '#server/documents/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { unpack } from './batch.zip.ts'

export type Given = { readonly name: string; readonly bytes: Uint8Array }

/** All files of one batch together: what one table brings should be seen through by one person. */
export const MOST_BYTES = 200 * 1024 * 1024
const FILE_BYTES = 20 * 1024 * 1024

/** Files that went ahead of the form of a batch wait under this name until the batch is rehearsed. */
export const batchOwner = (ctx: Ctx): string => `batch-waiting:${ctx.actor.id}`
export const waitingForBatch = (ctx: Ctx): Promise<readonly FileRef[]> => uploadsOf(ctx, batchOwner(ctx))

export async function forgetWaiting(ctx: Ctx): Promise<void> {
  for (const { id } of await waitingForBatch(ctx)) await takeBack(ctx, batchOwner(ctx), id)
}

/** Takes in one file that goes ahead, or all that a zip holds. The zip itself is in memory meanwhile, at most 200 MB. */
export async function takeForBatch(
  ctx: Ctx,
  { name, stream }: { name: string; stream: AsyncIterable<Uint8Array> }
): Promise<Result<void, UploadRefusal | { code: 'batch-zip-odd' }>> {
  const owner = batchOwner(ctx)
  if (!isZip(name)) {
    const stored = await storeUpload(ctx, stream, { name, limit: FILE_BYTES, owner })
    return stored.ok ? ok(undefined) : stored
  }
  const pieces: Uint8Array[] = []
  for await (const piece of stream) pieces.push(piece)
  const unpacked = unpack(Buffer.concat(pieces), MOST_BYTES)
  if (!unpacked) return err({ code: 'batch-zip-odd' })
  for (const { name: own, content } of unpacked) {
    const stored = await storeBytes(ctx, content, { name: own, limit: FILE_BYTES, owner })
    // What cannot be taken is missing from its line; a house without room or store is no fault of a file.
    if (!stored.ok && PASSING.has(stored.error.code)) return stored
  }
  return ok(undefined)
}

const PASSING: ReadonlySet<string> = new Set(['disk-full', 'files-away'])
const isZip = (name: string): boolean => /\.zip$/i.test(name)

/** Keeps the files of a form, those of a zip one by one, and those that went ahead, by name; null when a zip is odd. */
export async function keepFiles(
  ctx: Ctx,
  batch: string,
  given: readonly Given[]
): Promise<Map<string, FileRef> | null> {
  const kept = new Map<string, FileRef>()
  for (const file of await waitingForBatch(ctx)) kept.set(keyOf(file.name), file)
  for (const { name, bytes } of given) {
    const unpacked = isZip(name) ? unpack(Buffer.from(bytes), MOST_BYTES) : [{ name, content: bytes }]
    if (!unpacked) return null
    for (const { name: own, content } of unpacked) {
      const stored = await storeBytes(ctx, content, { name: own, limit: FILE_BYTES, owner: `batch:${batch}` })
      if (stored.ok) kept.set(keyOf(own), stored.value)
    }
  }
  const blobs = [...new Set([...kept.values()].map(({ id }) => id))]
  await holdFiles(ctx, { kind: 'paper-batch', ref: batch, blobs })
  return kept
}

const keyOf = (name: string): string => name.normalize('NFC').toLowerCase()
