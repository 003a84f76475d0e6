import { pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { entriesInZip } from '#server/documents/index.ts'
import type { Peekable, ZipEntry } from '#server/documents/index.ts'
import { err, ok, pieces } from '#server/platform/index.ts'
import type { Result } from '#server/platform/index.ts'

export type ZipRefusal =
  | { readonly code: 'batch-zip-odd' | 'batch-zip-locked' }
  | { readonly code: 'batch-zip-many' | 'batch-zip-large'; readonly most: number }

const MOST_FILES = 2_000
/** Unpacked at once. No more than this and as much of the zip is in memory, and its directory for a moment. */
export const PIECE = 256 * 1024

/** What a zip holds, without its folders; refused as a whole before anything of it is taken. */
export async function filesInZip(zip: Peekable, most: number): Promise<Result<readonly ZipEntry[], ZipRefusal>> {
  const files = (await entriesInZip(zip))?.filter(({ name }) => !/[/\\]$/.test(name))
  if (!files || files.length === 0) return err({ code: 'batch-zip-odd' })
  if (files.length > MOST_FILES) return err({ code: 'batch-zip-many', most: MOST_FILES })
  if (files.some(({ locked }) => locked)) return err({ code: 'batch-zip-locked' })
  if (files.reduce((sum, { size }) => sum + size, 0) > most)
    return err({ code: 'batch-zip-large', most: Math.floor(most / (1 << 20)) })
  return ok(files)
}

/** A file's name without the folders of whoever packed it. */
export const ownName = ({ name }: Pick<ZipEntry, 'name'>): string => name.split(/[/\\]/).at(-1)!

/**
 * The content of one file, piece by piece (APPNOTE 4.3.7). Fails in the middle where it unpacks to more than the
 * directory promised, so that all promises together are the most there ever is; and at the end where it is not whole.
 */
export async function* unpacked(zip: Peekable, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const head = Buffer.from(await zip.peek(entry.at, 30))
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw new ZipBroken('no header')
  const from = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  if (from + entry.packed > zip.bytes) throw new ZipBroken('cut short')
  let [bytes, crc] = [0, 0]
  for await (const piece of inflated(pieces(zip, from, from + entry.packed), entry.method)) {
    bytes += piece.length
    if (bytes > entry.size) throw new ZipBroken('larger than it says')
    crc = crc32(piece, crc)
    yield piece
  }
  if (bytes !== entry.size || crc !== entry.crc) throw new ZipBroken('not whole')
}

export class ZipBroken extends Error {}

function inflated(packed: AsyncIterable<Uint8Array>, method: number): AsyncIterable<Uint8Array> {
  if (method === 0) return packed
  if (method !== 8) throw new ZipBroken('packed in another way')
  const inflate = createInflateRaw({ chunkSize: PIECE })
  // What goes wrong on the way comes out of the stream that is read.
  pipeline(Readable.from(packed, { objectMode: false }), inflate, () => {})
  return inflate
}
