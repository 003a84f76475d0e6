import { createHash, randomUUID } from 'node:crypto'
import { err, ok } from '#server/platform/index.ts'
import type { BlobRefusal, Ctx, Result } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import { keptName } from '../serve.rules.ts'
import { partsOf } from './parts.rules.ts'
import * as store from './store.ts'
import type { Partial } from './store.ts'

/** So much may be lost when the process is killed in the middle of one long request. */
export const PART_BYTES = 4 * 1024 * 1024
/** An owner's older unfinished uploads are forgotten beyond this many. */
const MOST_OPEN = 20
const KEPT_DAYS = 7

/** Announces a file of `bytes` for `owner`. The caller has checked that this actor may speak for the owner. */
export async function beginUpload(
  ctx: Ctx,
  { owner, name, field, bytes, limit }: { owner: string; name: string; field: string; bytes: number; limit: number }
): Promise<Result<{ id: string }, BlobRefusal>> {
  if (bytes > limit) return err({ code: 'too-large', limit })
  if (bytes === 0) return err({ code: 'file-empty' })
  const id = randomUUID()
  await store.insert(ctx, { id, owner, name: keptName(name), field: field.slice(0, 200), bytes })
  for (const old of await store.beyond(ctx, owner, MOST_OPEN)) await endUpload(ctx, old.id)
  return ok({ id })
}

/** How far an upload is; null when there is none of this owner. */
export const uploadOnTheWay = async (ctx: Ctx, owner: string, id: string): Promise<Partial | null> =>
  (isId(id) && (await store.find(ctx, owner, id))[0]) || null

export type PartRefusal =
  | BlobRefusal
  | { readonly code: 'not-found' | 'checksum-wrong' }
  | { readonly code: 'offset-conflict'; readonly got: number }

export type Checksum = { readonly algorithm: 'sha1' | 'sha256' | 'md5'; readonly value: Buffer }

/**
 * Adds what a request brings behind what is there, and keeps what arrived of it when the connection breaks. Parts are
 * entered one by one, each safe on the disk before it counts. Two requests at once: the slower is told the offset.
 */
export async function addPart(
  ctx: Ctx,
  partial: Partial,
  { from, stream, checksum }: { from: number; stream: AsyncIterable<Uint8Array>; checksum?: Checksum | undefined }
): Promise<Result<{ got: number }, PartRefusal>> {
  if (from !== partial.got) return err({ code: 'offset-conflict', got: partial.got })
  let got = from
  // What is checked as one is kept as one.
  const parts = partsOf(stream, checksum ? partial.bytes : PART_BYTES)
  try {
    while (got < partial.bytes) {
      const hash = checksum && createHash(checksum.algorithm)
      const received = await ctx.blobs.receive(parts.next(partial.bytes - got, hash), partial.bytes)
      if (!received.ok && received.error.code === 'file-empty') break
      if (!received.ok) return received
      const incoming = received.value
      try {
        if (checksum && !hash!.digest().equals(checksum.value)) return err({ code: 'checksum-wrong' })
        const settled = await incoming.settle()
        if (!settled.ok) return settled
        const added = await enter(ctx, partial, got, incoming)
        if (!added.ok) return added
        got += incoming.bytes
      } finally {
        await incoming.drop()
      }
    }
    return ok({ got })
  } finally {
    await parts.close()
  }
}

type Received = { sha256: string; bytes: number; keep(): Promise<Result<void, BlobRefusal>> }

async function enter(
  ctx: Ctx,
  { id, owner }: Partial,
  from: number,
  part: Received
): Promise<Result<void, PartRefusal>> {
  let outcome: Result<void, PartRefusal> = ok(undefined)
  try {
    await ctx.sql.begin(async tx => {
      const { sha256, bytes } = part
      const [added] = await store.addPart(tx, { id, from, part: sha256, bytes, now: ctx.now() })
      outcome = added ? await part.keep() : err({ code: 'not-found' })
      if (!outcome.ok) throw new Error('the part could not be kept')
    })
  } catch (error) {
    const failed = outcome as Result<void, PartRefusal>
    if (failed.ok) throw error
    if (failed.error.code !== 'not-found') return failed
    const now = await uploadOnTheWay(ctx, owner, id)
    return now ? err({ code: 'offset-conflict', got: now.got }) : failed
  }
  return outcome
}

/** The file that has arrived, part after part, for the action that takes it in. */
export async function* arrived(ctx: Ctx, { parts }: Pick<Partial, 'parts'>): AsyncGenerator<Uint8Array> {
  for (const part of parts) for await (const piece of ctx.blobs.open(part)) yield piece as Uint8Array
}

/** Forgets an upload and its parts: it was taken in, given up, or grew old. Safe to repeat. */
export async function endUpload(ctx: Ctx, id: string): Promise<void> {
  await ctx.sql.begin(async tx => {
    const parts = (await store.remove(tx, id)).flatMap(row => row.parts)
    for (const unused of await store.takeUnused(tx, parts)) await ctx.blobs.remove(unused.id)
  })
}

/** Forgets what nobody has gone on with for seven days. */
export async function forgetUploads(ctx: Ctx): Promise<number> {
  const old = await store.untouchedSince(ctx, new Date(ctx.now().getTime() - KEPT_DAYS * 86_400_000))
  for (const { id } of old) await endUpload(ctx, id)
  return old.length
}
