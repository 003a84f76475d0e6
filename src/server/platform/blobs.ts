import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { receive, tidyDrafts } from './blobs.draft.ts'
import type { BlobRefusal, Incoming } from './blobs.draft.ts'
import { folderPlace } from './blobs.folder.ts'
import type { BlobKeys } from './blobs.keys.ts'
import { PlaceChanged, pathOf } from './blobs.place.ts'
import type { Lying, Place } from './blobs.place.ts'
import { BlobDamaged, contentBytes, contentOf, readHeader, rewrapped } from './blobs.seal.ts'
import type { Result } from './result.ts'

/** What became of a file that should lie under the key in use. */
export type Resealed = 'current' | 'rewrapped' | 'sealed' | 'missing' | 'damaged'

/**
 * Files by the hash of their content, `<place>/ab/cdef…`, encrypted. Says nothing about who may see them. What was put
 * in before there was encryption is read as it lies. Every call may throw `BlobsAway` where the place is far.
 */
export type BlobStore = {
  /** Where the files lie, as people who run the house call it; without passwords. */
  readonly name: string
  receive(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Result<Incoming, BlobRefusal>>
  /** The content, or its bytes from `start` to before `end`. Fails in the middle with `BlobDamaged`. */
  open(sha256: string, part?: Part): Readable
  has(sha256: string): Promise<boolean>
  remove(sha256: string): Promise<void>
  /** Removes what uploads that died before `before` left behind. */
  tidy(before: Date): Promise<number>
  /** The names of the files that were put in before `before`, some at a time. */
  older(before: Date): AsyncIterable<readonly string[]>
  /** The names of the files on one of the 256 shelves, `00` to `ff`. */
  shelf(name: string): Promise<readonly string[]>
  /** Puts a file under a master key: a sealed one by its header alone, an open one is sealed. Safe to repeat. */
  reseal(sha256: string, key: string): Promise<Resealed>
  /** The id of the master key that a file lies under; null when it lies open. Throws `BlobDamaged`. */
  keyOf(sha256: string): Promise<string | null>
  /** Refuses with one sentence when no file could ever be kept as the place is set. */
  ready(): Promise<void>
}
type Part = { readonly start: number; readonly end: number }

/** The store in a folder, with its drafts in the same one. */
export const openBlobs = (folder: string, keys: BlobKeys): BlobStore => openBlobsIn(folderPlace(folder), folder, keys)

/** The store in any place. Drafts lie in `folder` of this node. */
export function openBlobsIn(place: Place, folder: string, keys: BlobKeys): BlobStore {
  const incoming = join(folder, 'incoming')
  const draft = () => join(incoming, randomUUID())
  return {
    // An address may carry a name and a password before its host.
    name: place.name.replace(/(?<=:\/\/)[^/\s]*@/, ''),
    receive: (stream, limit) => receive(stream, limit, draft(), { place, keys }),
    open: (sha256, part) => {
      // A name that is no hash is refused now, not with the first byte.
      pathOf(sha256)
      return Readable.from(read(place, sha256, keys, part), { objectMode: false })
    },
    has: sha256 => place.has(sha256),
    remove: sha256 => place.remove(sha256),
    tidy: before => tidyDrafts(incoming, before),
    older: before => place.older(before),
    shelf: name => place.shelf(name),
    reseal: (sha256, key) => reseal(place, sha256, under(keys, key), draft()),
    keyOf: async sha256 => (await readHeader((await found(place, sha256)).head, sha256, keys))?.keyId ?? null,
    ready: () => place.ready()
  }
}

/** The keys with another one in use. */
const under = (keys: BlobKeys, id: string): BlobKeys => ({
  ...keys,
  async current() {
    const key = await keys.find(id)
    if (!key) throw new Error(`there is no key ${id}`)
    return key
  }
})

async function found(place: Place, name: string): Promise<Lying> {
  const lying = await place.look(name)
  if (!lying) throw Object.assign(new Error(`there is no file ${name}`), { code: 'ENOENT' })
  return lying
}

/** So often may a file be put anew while it is read; each time its reader goes on where it was. */
const MOST_CHANGES = 5

async function* read(place: Place, name: string, keys: BlobKeys, part?: Part) {
  let at = part?.start ?? 0
  for (let changes = 0; ; changes++)
    try {
      for await (const piece of readOnce(place, name, keys, at, part?.end)) {
        at += piece.length
        yield piece
      }
      return
    } catch (error) {
      if (!(error instanceof PlaceChanged)) throw error
      if (changes === MOST_CHANGES) throw new BlobDamaged('altered', name)
    }
}

async function* readOnce(place: Place, name: string, keys: BlobKeys, start: number, end?: number) {
  let lying = await found(place, name)
  const header = await readHeader(lying.head, name, keys).catch(async () => {
    // Once more when a rotation wrote the header just now.
    lying = await found(place, name)
    return readHeader(lying.head, name, keys)
  })
  if (header) {
    const file = { dataKey: header.dataKey, name, bytes: contentBytes(lying.bytes) }
    yield* contentOf(lying, file, start, end)
  } else yield* openContent(lying, start, Math.min(end ?? lying.bytes, lying.bytes))
}

const PIECE = 256 * 1024

/** A file from before the encryption. */
async function* openContent(lying: Lying, start: number, end: number) {
  for (let at = start; at < end;) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE, end - at))
    const { bytesRead } = await lying.read(piece, 0, piece.length, at)
    if (bytesRead === 0) return
    at += bytesRead
    yield piece.subarray(0, bytesRead)
  }
}

async function reseal(place: Place, name: string, keys: BlobKeys, draft: string): Promise<Resealed> {
  try {
    const lying = await place.look(name)
    if (!lying) return 'missing'
    const header = await readHeader(lying.head, name, keys)
    const master = await keys.current()
    if (header?.keyId === master.id) return 'current'
    if (header) {
      await place.putHead(name, lying, rewrapped(header, name, master))
      return 'rewrapped'
    }
    const copy = await receive(openContent(lying, 0, lying.bytes), Infinity, draft, { place, keys })
    if (!copy.ok) throw new Error(`a file could not be sealed: ${copy.error.code}`)
    const same = copy.value.sha256 === name
    if (same) await copy.value.keep()
    await copy.value.drop()
    return same ? 'sealed' : 'damaged'
  } catch (error) {
    // The same content was put anew meanwhile, under the key in use; the next walk proves it.
    if (error instanceof PlaceChanged) return (await place.has(name)) ? 'current' : 'missing'
    if (error instanceof BlobDamaged) return 'damaged'
    throw error
  }
}
