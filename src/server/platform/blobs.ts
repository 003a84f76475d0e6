import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
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

/** Files by the hash of their content, `<folder>/ab/cdef…`. Says nothing about who may see them. */
export type BlobStore = {
  receive(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Result<Incoming, BlobRefusal>>
  open(sha256: string): Readable
  has(sha256: string): Promise<boolean>
  remove(sha256: string): Promise<void>
  /** Removes what uploads that died before `before` left behind. */
  tidy(before: Date): Promise<number>
  /** The names of the files that were put in before `before`, a folder at a time. */
  older(before: Date): AsyncIterable<readonly string[]>
}

/** The store in a folder, which is made when the first file comes. Several nodes may share it. */
export function openBlobs(folder: string): BlobStore {
  const incoming = join(folder, 'incoming')
  const place = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not the name of a blob')
    return join(folder, sha256.slice(0, 2), sha256.slice(2))
  }
  return {
    receive: (stream, limit) => receive(stream, limit, join(incoming, randomUUID()), place),
    open: sha256 => createReadStream(place(sha256)),
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
    older: before => older(folder, before)
  }
}

async function* older(folder: string, before: Date): AsyncIterable<readonly string[]> {
  const shelves = (await readdir(folder).catch(() => [])).filter(name => /^[0-9a-f]{2}$/.test(name))
  for (const shelf of shelves) {
    const names = (await readdir(join(folder, shelf)).catch(() => [])).filter(name => /^[0-9a-f]{62}$/.test(name))
    const old: string[] = []
    for (const name of names) {
      const file = await stat(join(folder, shelf, name)).catch(() => null)
      if (file && file.mtime < before) old.push(shelf + name)
    }
    if (old.length > 0) yield old
  }
}

type Place = (sha256: string) => string

async function receive(
  stream: AsyncIterable<Uint8Array>,
  limit: number,
  path: string,
  place: Place
): Promise<Result<Incoming, BlobRefusal>> {
  let file: FileHandle | undefined
  let received = false
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    file = await open(path, 'wx+', 0o600)
    const written = await write(stream, file, limit)
    if (!written.ok) return written
    await file.sync()
    received = true
    return ok(incomingFile(file, path, written.value, place))
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

async function write(stream: AsyncIterable<Uint8Array>, file: FileHandle, limit: number) {
  const hash = createHash('sha256')
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
      await file.writeFile(next.value)
    }
  } finally {
    await chunks.return?.().catch(() => {})
  }
  return bytes === 0 ? err({ code: 'file-empty' }) : ok({ sha256: hash.digest('hex'), bytes })
}

function incomingFile(
  file: FileHandle,
  path: string,
  { sha256, bytes }: { sha256: string; bytes: number },
  place: Place
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
      const buffer = new Uint8Array(Math.max(0, Math.min(length, bytes - position)))
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position)
      return buffer.subarray(0, bytesRead)
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
