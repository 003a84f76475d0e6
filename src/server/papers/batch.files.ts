import { holdFiles, storeUpload, takeBack, uploadsOf } from '#server/documents/index.ts'
import type { FileRef, Peekable, UploadRefusal } from '#server/documents/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { filesInZip, ownName, unpacked } from './batch.zip.ts'
import type { ZipRefusal } from './batch.zip.ts'

export type Arriving = { readonly name: string; readonly stream: AsyncIterable<Uint8Array> }
export type TakeRefusal = UploadRefusal | ZipRefusal
/** A file with the name that it was given under, which the table speaks of. */
type Taken = { readonly own: string; readonly file: FileRef }

/** All files of one batch together: what one table brings should be seen through by one person. */
export const MOST_BYTES = 200 * 1024 * 1024
const FILE_BYTES = 20 * 1024 * 1024

/** Files that went ahead of the form of a batch wait under this name until the batch is rehearsed. */
export const batchOwner = (ctx: Ctx): string => `batch-waiting:${ctx.actor.id}`
export const waitingForBatch = (ctx: Ctx): Promise<readonly FileRef[]> => uploadsOf(ctx, batchOwner(ctx))

export async function forgetWaiting(ctx: Ctx): Promise<void> {
  for (const { id } of await waitingForBatch(ctx)) await takeBack(ctx, batchOwner(ctx), id)
}

/** Takes in one file that goes ahead, or all that a zip holds. */
export async function takeForBatch(ctx: Ctx, file: Arriving): Promise<Result<void, TakeRefusal>> {
  const taken = await take(ctx, file, batchOwner(ctx))
  return taken.ok ? ok(undefined) : taken
}

const isZip = (name: string): boolean => /\.zip$/i.test(name)

async function take(ctx: Ctx, { name, stream }: Arriving, owner: string): Promise<Result<Taken[], TakeRefusal>> {
  if (!isZip(name)) {
    const stored = await storeUpload(ctx, stream, { name, limit: FILE_BYTES, owner })
    return stored.ok ? ok([{ own: name, file: stored.value }]) : stored
  }
  // Sealed on this node's disk while it is unpacked: it is read here and there, and never whole.
  const received = await ctx.blobs.receive(stream, MOST_BYTES)
  if (!received.ok) return received
  try {
    return await takeFromZip(ctx, received.value, owner)
  } finally {
    await received.value.drop()
  }
}

/** A house without room or store is no fault of a file. */
const PASSING: ReadonlySet<string> = new Set(['disk-full', 'files-away', 'scanner-away'])

/**
 * Each file by the door of every upload. What cannot be taken is missing from its line and takes nothing else with it;
 * only where not one could be taken is it told why.
 */
async function takeFromZip(ctx: Ctx, zip: Peekable, owner: string): Promise<Result<Taken[], TakeRefusal>> {
  const files = await filesInZip(zip, MOST_BYTES)
  if (!files.ok) return files
  const taken: Taken[] = []
  const refused: UploadRefusal[] = []
  for (const entry of files.value) {
    const own = ownName(entry)
    const stored = await storeUpload(ctx, unpacked(zip, entry), { name: own, limit: FILE_BYTES, owner })
    if (stored.ok) taken.push({ own, file: stored.value })
    else if (PASSING.has(stored.error.code)) return stored
    else refused.push(stored.error.code === 'upload-broken-off' ? { code: 'broken' } : stored.error)
  }
  const found = { event: 'paper-batch.unpacked', files: taken.length, refused: refused.length }
  ctx.log.info(found, 'unpacked a zip')
  return taken.length === 0 && refused[0] ? err(refused[0]) : ok(taken)
}

/** Keeps the files of a form, those of a zip one by one, and those that went ahead, by name. */
export async function keepFiles(
  ctx: Ctx,
  batch: string,
  given: readonly Arriving[]
): Promise<Result<Map<string, FileRef>, TakeRefusal>> {
  const kept = new Map<string, FileRef>()
  for (const file of await waitingForBatch(ctx)) kept.set(keyOf(file.name), file)
  for (const file of given) {
    const taken = await take(ctx, file, `batch:${batch}`)
    // A file that cannot be taken is missing from its line; a zip that cannot be opened is all of them.
    if (!taken.ok && (isZip(file.name) || PASSING.has(taken.error.code))) return taken
    for (const { own, file: one } of taken.ok ? taken.value : []) kept.set(keyOf(own), one)
  }
  const blobs = [...new Set([...kept.values()].map(({ id }) => id))]
  await holdFiles(ctx, { kind: 'paper-batch', ref: batch, blobs })
  return ok(kept)
}

const keyOf = (name: string): string => name.normalize('NFC').toLowerCase()
