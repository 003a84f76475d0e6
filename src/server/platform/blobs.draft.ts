import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BlobKeys } from './blobs.keys.ts'
import { BlobsAway } from './blobs.place.ts'
import type { Place } from './blobs.place.ts'
import { HEADER, contentOf, createSealer, slotOf } from './blobs.seal.ts'
import { err, ok } from './result.ts'
import type { Result } from './result.ts'

export type BlobRefusal =
  | { readonly code: 'too-large'; readonly limit: number }
  | { readonly code: 'file-empty' | 'disk-full' | 'upload-broken-off' | 'files-away' }

/** A file received whole and safe on this node's disk, but not yet part of the store. End it with `keep` or `drop`. */
export type Incoming = {
  readonly sha256: string
  readonly bytes: number
  /** Reads from the file, so that its type is recognised without holding it in memory. */
  peek(position: number, length: number): Promise<Uint8Array>
  /** Does what of `keep` may take long; called before the transaction in which the file is kept. Safe to leave out. */
  settle(): Promise<Result<void, BlobRefusal>>
  keep(): Promise<Result<void, BlobRefusal>>
  /** Forgets the file unless it was kept; safe to repeat. */
  drop(): Promise<void>
}

const PIECE = 256 * 1024

/** What has been received, from `start` to before `end`, a piece at a time. */
export async function* pieces({ bytes, peek }: Pick<Incoming, 'bytes' | 'peek'>, start = 0, end = bytes) {
  for (let at = start; at < end; at += PIECE) yield await peek(at, Math.min(PIECE, end - at))
}

type Within = { readonly place: Place; readonly keys: BlobKeys }

/** Seals a stream into a draft at `path`, whatever place it will go to: memory stays bounded, and it can be looked into. */
export async function receive(
  stream: AsyncIterable<Uint8Array>,
  limit: number,
  path: string,
  { place, keys }: Within
): Promise<Result<Incoming, BlobRefusal>> {
  let file: FileHandle | undefined
  let received = false
  try {
    const master = await keys.current()
    const dataKey = randomBytes(32)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    file = await open(path, 'wx+', 0o600)
    const written = await write(stream, file, limit, dataKey)
    if (!written.ok) return written
    // The header names the content, so it comes last: until then nobody could read the file.
    const slot = slotOf(dataKey, master, written.value.sha256)
    await file.write(slot, 0, slot.length, 0)
    await file.sync()
    received = true
    return ok(incomingFile(file, path, { ...written.value, dataKey }, place))
  } catch (error) {
    if (isFull(error)) return err({ code: 'disk-full' })
    throw error
  } finally {
    if (!received) {
      await file?.close()
      await rm(path, { force: true })
    }
  }
}

async function write(stream: AsyncIterable<Uint8Array>, file: FileHandle, limit: number, dataKey: Buffer) {
  const hash = createHash('sha256')
  const sealer = createSealer(dataKey)
  await file.writeFile(Buffer.alloc(HEADER))
  let bytes = 0
  const chunks = stream[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await chunks.next().catch(brokenOff)
      if ('code' in next) return err(next)
      if (next.done) break
      bytes += next.value.byteLength
      if (bytes > limit) return err({ code: 'too-large', limit })
      hash.update(next.value)
      for (const chunk of sealer.add(next.value)) await file.writeFile(chunk)
    }
    if (bytes > 0) await file.writeFile(sealer.end())
  } finally {
    await chunks.return?.().catch(() => {})
  }
  return bytes === 0 ? err({ code: 'file-empty' }) : ok({ sha256: hash.digest('hex'), bytes })
}

/** What is put together from parts in the store may break off there; it is not the sender's fault. */
const brokenOff = (error: unknown) =>
  ({ code: error instanceof BlobsAway ? 'files-away' : 'upload-broken-off' }) as const

function incomingFile(
  file: FileHandle,
  path: string,
  { sha256, bytes, dataKey }: { sha256: string; bytes: number; dataKey: Buffer },
  place: Place
): Incoming {
  let open = true
  let settled = false
  const drop = async () => {
    if (!open) return
    open = false
    await file.close()
    await rm(path, { force: true })
  }
  const put = async (): Promise<Result<void, BlobRefusal>> => {
    try {
      // What was settled may have been swept before its row was there.
      if (!settled || !(await place.has(sha256))) await place.put(sha256, path)
      settled = place.far
      return ok(undefined)
    } catch (error) {
      await drop()
      if (isFull(error)) return err({ code: 'disk-full' })
      if (error instanceof BlobsAway) return err({ code: 'files-away' })
      throw error
    }
  }
  return {
    sha256,
    bytes,
    async peek(position, length) {
      const end = Math.min(position + length, bytes)
      if (end <= position) return new Uint8Array()
      const pieces: Buffer[] = []
      for await (const piece of contentOf(file, { dataKey, name: sha256, bytes }, position, end)) pieces.push(piece)
      return Buffer.concat(pieces)
    },
    settle: () => (place.far ? put() : Promise.resolve(ok(undefined))),
    async keep() {
      const kept = await put()
      await drop()
      return kept
    },
    drop
  }
}

/** Removes drafts that were left before `before`. */
export async function tidyDrafts(folder: string, before: Date): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  const dated = await Promise.all(
    names.map(async name => ({ name, at: (await stat(join(folder, name)).catch(() => null))?.mtime }))
  )
  const left = dated.filter(({ at }) => at !== undefined && at < before)
  for (const { name } of left) await rm(join(folder, name), { force: true })
  return left.length
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const isFull = (error: unknown) => FULL.has(String((error as { code?: unknown }).code))
