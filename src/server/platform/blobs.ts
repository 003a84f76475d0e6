import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { BlobKeys } from './blobs.keys.ts'
import { BlobDamaged, HEADER, contentBytes, contentOf, createSealer, readHeader, rewrap, slotOf } from './blobs.seal.ts'
import type { Pieces } from './blobs.seal.ts'
import { err, ok } from './result.ts'
import type { Result } from './result.ts'

export type BlobRefusal =
  | { readonly code: 'too-large'; readonly limit: number }
  | { readonly code: 'file-empty' | 'disk-full' | 'upload-broken-off' }

/** A file received whole and safe on the disk, but not yet part of the store. End it with `keep` or `drop`. */
export type Incoming = {
  readonly sha256: string
  readonly bytes: number
  /** Reads from the file, so that its type is recognised without holding it in memory. */
  peek(position: number, length: number): Promise<Uint8Array>
  keep(): Promise<Result<void, BlobRefusal>>
  /** Forgets the file unless it was kept; safe to repeat. */
  drop(): Promise<void>
}

/** What became of a file that should lie under the key in use. */
export type Resealed = 'current' | 'rewrapped' | 'sealed' | 'missing' | 'damaged'

/**
 * Files by the hash of their content, `<folder>/ab/cdef…`, encrypted. Says nothing about who may see them. What was put
 * in before there was encryption is read as it lies.
 */
export type BlobStore = {
  receive(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Result<Incoming, BlobRefusal>>
  /** The content, or its bytes from `start` to before `end`. Fails in the middle with `BlobDamaged`. */
  open(sha256: string, part?: { start: number; end: number }): Readable
  has(sha256: string): Promise<boolean>
  remove(sha256: string): Promise<void>
  /** Removes what uploads that died before `before` left behind. */
  tidy(before: Date): Promise<number>
  /** The names of the files that were put in before `before`, a folder at a time. */
  older(before: Date): AsyncIterable<readonly string[]>
  /** The names of the files on one of the 256 shelves, `00` to `ff`. */
  shelf(name: string): Promise<readonly string[]>
  /** Puts a file under a master key: a sealed one by its header alone, an open one is sealed. Safe to repeat. */
  reseal(sha256: string, key: string): Promise<Resealed>
  /** The id of the master key that a file lies under; null when it lies open. Throws `BlobDamaged`. */
  keyOf(sha256: string): Promise<string | null>
}

/** The store in a folder, which is made when the first file comes. Several nodes may share it. */
export function openBlobs(folder: string, keys: BlobKeys): BlobStore {
  const incoming = join(folder, 'incoming')
  const place = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not the name of a blob')
    return join(folder, sha256.slice(0, 2), sha256.slice(2))
  }
  return {
    receive: (stream, limit) => receive(stream, limit, join(incoming, randomUUID()), { place, keys }),
    open: (sha256, part) => Readable.from(read(place(sha256), sha256, keys, part), { objectMode: false }),
    has: async sha256 => (await stat(place(sha256)).catch(() => null)) !== null,
    remove: sha256 => rm(place(sha256), { force: true }),
    async tidy(before) {
      const names = await readdir(incoming).catch(() => [])
      const dated = await Promise.all(
        names.map(async name => ({ name, at: (await stat(join(incoming, name)).catch(() => null))?.mtime }))
      )
      const left = dated.filter(({ at }) => at !== undefined && at < before)
      for (const { name } of left) await rm(join(incoming, name), { force: true })
      return left.length
    },
    older: before => older(folder, before),
    shelf: name => shelf(folder, name),
    reseal: (sha256, key) => reseal(place(sha256), sha256, under(keys, key), join(incoming, randomUUID())),
    keyOf: sha256 => withFile(place(sha256), 'r', async file => (await readHeader(file, sha256, keys))?.keyId ?? null)
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

async function withFile<T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags)
  return work(file).finally(() => file.close())
}

const PIECE = 256 * 1024

/**
 * The file is opened anew for each piece: a reader who goes away without a word, as a page that is left does, then holds
 * nothing, while Node ends the whole process for a handle that was forgotten.
 */
async function* read(path: string, name: string, keys: BlobKeys, part?: { start: number; end: number }) {
  const { header, size, inode } = await withFile(path, 'r', async file => {
    // Once more when a rotation wrote the header just now.
    const header = await readHeader(file, name, keys).catch(() => readHeader(file, name, keys))
    const { size, ino } = await file.stat()
    return { header, size, inode: ino }
  })
  if (header) {
    const pieces: Pieces = {
      read: (buffer, offset, length, position) =>
        withFile(path, 'r', file => file.read(buffer, offset, length, position))
    }
    yield* contentOf(pieces, { dataKey: header.dataKey, name, bytes: contentBytes(size) }, part?.start, part?.end)
    return
  }
  const end = Math.min(part?.end ?? size, size)
  for (let at = part?.start ?? 0; at < end; at += PIECE)
    yield await withFile(path, 'r', async file => {
      // It was sealed meanwhile, and lies there as other bytes.
      if ((await file.stat()).ino !== inode) throw new BlobDamaged('altered', name)
      const piece = Buffer.allocUnsafe(Math.min(PIECE, end - at))
      const { bytesRead } = await file.read(piece, 0, piece.length, at)
      return piece.subarray(0, bytesRead)
    })
}

async function reseal(path: string, name: string, keys: BlobKeys, draft: string): Promise<Resealed> {
  try {
    return await withFile(path, 'r+', async file => {
      const header = await readHeader(file, name, keys)
      const master = await keys.current()
      if (header?.keyId === master.id) return 'current'
      if (header) {
        await rewrap(file, name, header, master)
        return 'rewrapped'
      }
      const stream = file.createReadStream({ autoClose: false, start: 0 })
      const copy = await receive(stream, Infinity, draft, { place: () => path, keys })
      if (!copy.ok) throw new Error(`a file could not be sealed: ${copy.error.code}`)
      if (copy.value.sha256 === name) await copy.value.keep()
      await copy.value.drop()
      return copy.value.sha256 === name ? 'sealed' : 'damaged'
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing'
    if (error instanceof BlobDamaged) return 'damaged'
    throw error
  }
}

const shelf = async (folder: string, name: string): Promise<string[]> =>
  (await readdir(join(folder, name)).catch(() => []))
    .filter(each => /^[0-9a-f]{62}$/.test(each))
    .map(each => name + each)

async function* older(folder: string, before: Date): AsyncIterable<readonly string[]> {
  const shelves = (await readdir(folder).catch(() => [])).filter(name => /^[0-9a-f]{2}$/.test(name))
  for (const each of shelves) {
    const old: string[] = []
    for (const name of await shelf(folder, each)) {
      const file = await stat(join(folder, each, name.slice(2))).catch(() => null)
      if (file && file.mtime < before) old.push(name)
    }
    if (old.length > 0) yield old
  }
}

type Within = { readonly place: (sha256: string) => string; readonly keys: BlobKeys }

async function receive(
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
      const next = await chunks.next().catch(() => null)
      if (next === null) return err({ code: 'upload-broken-off' })
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

function incomingFile(
  file: FileHandle,
  path: string,
  { sha256, bytes, dataKey }: { sha256: string; bytes: number; dataKey: Buffer },
  place: Within['place']
): Incoming {
  let open = true
  const drop = async () => {
    if (!open) return
    open = false
    await file.close()
    await rm(path, { force: true })
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
    async keep() {
      try {
        await moveTo(path, place(sha256))
      } catch (error) {
        await drop()
        if (isFull(error)) return err({ code: 'disk-full' })
        throw error
      }
      await drop()
      return ok(undefined)
    },
    drop
  }
}

/** After this the file survives a power cut: the folder's entry is on the disk too. */
async function moveTo(path: string, target: string) {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  await rename(path, target)
  const folder = await open(dirname(target), 'r')
  await folder.sync().finally(() => folder.close())
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const isFull = (error: unknown) => FULL.has(String((error as { code?: unknown }).code))
