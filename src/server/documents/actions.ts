import { Readable } from 'node:stream'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Incoming, Result } from '#server/platform/index.ts'
import { inspect } from './intake/inspect.ts'
import { ALLOWED, KEPT_DAYS } from './model.ts'
import type { FileRef, UploadRefusal } from './model.ts'
import { keptName } from './serve.rules.ts'
import { FileWithheld, scanIncoming } from './scanning/actions.ts'
import * as store from './store.ts'
import { recognise } from './type.rules.ts'

/**
 * Takes in a file for `owner` (the session or draft that may refer to it). The page or route has checked that this
 * actor may speak for the owner. The same bytes give the same file, whoever hands them in.
 */
export async function storeUpload(
  ctx: Ctx,
  stream: AsyncIterable<Uint8Array>,
  { name, limit, owner }: { name: string; limit: number; owner: string }
): Promise<Result<FileRef, UploadRefusal>> {
  const received = await ctx.blobs.receive(stream, limit)
  if (!received.ok) return received
  const incoming = received.value
  try {
    const type = await recognise(incoming)
    if (!type) return err({ code: 'type-not-allowed', allowed: ALLOWED })
    const inspected = await inspect(ctx, incoming, type)
    if (!inspected.ok) return inspected
    const file = { id: incoming.sha256, name: keptName(name), bytes: incoming.bytes, type }
    const scanned = await scanIncoming(ctx, incoming)
    if (!scanned.ok) return scanned
    const settled = await incoming.settle()
    if (!settled.ok) return settled
    const kept = await keep(ctx, incoming, { ...file, owner, now: ctx.now(), scan: scanned.value })
    return kept.ok ? ok(file) : kept
  } finally {
    await incoming.drop()
  }
}

/** The same for what is in memory already, as a document that we made ourselves is. */
export const storeBytes = (ctx: Ctx, bytes: Uint8Array, as: Parameters<typeof storeUpload>[2]) =>
  storeUpload(ctx, Readable.from([bytes]), as)

/** The row first, then the file, in one short transaction: the row's lock keeps the sweep away meanwhile. */
async function keep(ctx: Ctx, incoming: Incoming, entry: store.Entry): Promise<Result<void, UploadRefusal>> {
  let moved: Result<void, UploadRefusal> = ok(undefined)
  try {
    await ctx.sql.begin(async tx => {
      await store.enter(tx, entry)
      moved = await incoming.keep()
      if (!moved.ok) throw new Error('the file could not be kept')
    })
  } catch (error) {
    if (moved.ok) throw error
  }
  return moved
}

/** The files that a session or draft has handed in and not yet put into a dossier. */
export const uploadsOf = async (ctx: Ctx, owner: string): Promise<readonly FileRef[]> => store.uploadsOf(ctx, owner)

/** Takes one of them back. The file itself goes with the sweep. */
export const takeBack = async (ctx: Ctx, owner: string, id: string): Promise<void> => {
  await store.dropUpload(ctx, owner, id)
}

/** Says that a dossier, draft or result refers to these files from now on. Safe to repeat. Refused when one is gone. */
export async function holdFiles(
  ctx: Ctx,
  use: { kind: string; ref: string; blobs: readonly string[] }
): Promise<Result<void, { code: 'files-gone'; missing: readonly string[] }>> {
  const missing = (await store.missing(ctx, use.blobs)).map(row => row.id)
  if (missing.length > 0) return err({ code: 'files-gone', missing })
  await store.addUses(ctx, use)
  return ok(undefined)
}

/** Says that it no longer refers to any file, e.g. a draft that was thrown away. */
export const releaseFiles = async (ctx: Ctx, use: { kind: string; ref: string }): Promise<void> => {
  await store.removeUses(ctx, use)
}

/**
 * The content of a file, or null when there is none. The caller has checked that the actor may see what refers to it.
 * Throws `FileWithheld` for what the virus scanner has not passed.
 */
export async function readBlob(
  ctx: Ctx,
  id: string
): Promise<{ stream: ReadableStream<Uint8Array>; bytes: number; type: string } | null> {
  const [blob] = await store.find(ctx, id)
  if (!blob || !(await ctx.blobs.has(id))) return null
  const { bytes, type, scan } = blob
  if (scan === 'waiting' || scan === 'infected') throw new FileWithheld(scan)
  return { stream: Readable.toWeb(ctx.blobs.open(id)) as ReadableStream<Uint8Array>, bytes, type }
}

/** Removes files that nothing has referred to for seven days, and what broken uploads left. Returns how many. */
export async function sweepFiles(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.now().getTime() - KEPT_DAYS * 86_400_000)
  await store.forgetUploads(ctx, before)
  let swept = 0
  for (;;) {
    const batch = await ctx.sql.begin(async tx => {
      const blobs = await store.takeUnused(tx, before, 100)
      for (const { id } of blobs) await ctx.blobs.remove(id)
      return blobs.length
    })
    swept += batch
    if (batch === 0) break
  }
  const abandoned = await ctx.blobs.tidy(before)
  ctx.log.info({ event: 'documents.swept', blobs: swept, abandoned }, 'swept')
  return swept
}

/** What the two sides of the store do not know of each other. */
export type Reconciled = {
  /** Files without a row, left by a crash between the file and its row: removed. */
  readonly removed: number
  /** Files without a row that an event speaks of: kept, and told. */
  readonly spoken: readonly string[]
  /** Rows whose file is gone: told, for only a backup can help. */
  readonly missing: readonly string[]
}

/** Compares files and rows. A file younger than seven days is left alone: its row may be on the way. */
export async function reconcileFiles(ctx: Ctx): Promise<Reconciled> {
  const before = new Date(ctx.now().getTime() - KEPT_DAYS * 86_400_000)
  let removed = 0
  const spoken: string[] = []
  for await (const ids of ctx.blobs.older(before))
    for (const file of await store.unknownFiles(ctx, ids))
      if (file.spoken) spoken.push(file.id)
      else if (await removeUnknown(ctx, file.id)) removed++
  const missing: string[] = []
  // Shelf by shelf: in a bucket a list of a thousand names costs what one name costs.
  let shelf = { name: '', files: new Set<string>() }
  for await (const rows of store.knownBlobs(ctx))
    for (const { id } of rows) {
      const name = id.slice(0, 2)
      if (shelf.name !== name) shelf = { name, files: new Set(await ctx.blobs.shelf(name)) }
      if (!shelf.files.has(id) && !(await ctx.blobs.has(id))) missing.push(id)
    }
  const found = { event: 'documents.reconciled', removed, spoken: spoken.length, missing: missing.length }
  if (spoken.length + missing.length > 0)
    ctx.log.error({ ...found, files: [...spoken, ...missing].slice(0, 20) }, 'files and rows do not agree')
  else ctx.log.info(found, 'reconciled')
  return { removed, spoken, missing }
}

const removeUnknown = (ctx: Ctx, id: string): Promise<boolean> =>
  ctx.sql.begin(async tx => {
    if ((await store.standIn(tx, id, ctx.now())).length === 0) return false
    await ctx.blobs.remove(id)
    await store.standDown(tx, id)
    return true
  })
