import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { BlobKey, BlobKeys } from './blobs.keys.ts'

/**
 * How a file lies on the disk: a header of two slots, then chunks of 64 KiB, each with a tag of its own, so that any
 * part is read and proved without the rest. The key of the chunks is drawn for this file alone; the slot in use holds it
 * wrapped by a master key. Rotation writes the free slot, syncs, and wipes the old one: a header is never half-written.
 * docs/decisions/files-at-rest.md tells why.
 */
export const HEADER = 1024
export const SLOT = 512
/** What of a slot says anything; the rest is nought. */
export const SLOT_SAYS = 88
export const CHUNK = 65_536
const TAG = 16
const IV = 12
/** Starts like no text and no format that is taken in; the last byte is the version. */
const MAGIC = Buffer.from([0x89, 0x4d, 0x43, 0x42, 0x00, 0xff, 0x0a, 1])
const BEFORE_IV = MAGIC.length + 4 + 16

/** The file is there but not what was put in: changed, cut short, or its key is not known here. */
export class BlobDamaged extends Error {
  readonly reason: 'altered' | 'cut-short' | 'key-unknown'
  constructor(reason: BlobDamaged['reason'], name: string) {
    super(`the file ${name} cannot be read: ${reason}`)
    this.reason = reason
  }
}

const gcm = (key: Buffer, iv: Buffer, aad: Buffer) =>
  createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG }).setAAD(aad)

function opened(key: Buffer, iv: Buffer, aad: Buffer, body: Buffer): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG }).setAAD(aad)
  decipher.setAuthTag(body.subarray(-TAG))
  try {
    return Buffer.concat([decipher.update(body.subarray(0, -TAG)), decipher.final()])
  } catch {
    return null
  }
}

/** A slot that holds `dataKey` for the file of this name and no other. */
export function slotOf(dataKey: Buffer, master: BlobKey, name: string, generation = 1): Buffer {
  const slot = Buffer.alloc(SLOT)
  MAGIC.copy(slot)
  slot.writeUInt32BE(generation, MAGIC.length)
  Buffer.from(master.id, 'hex').copy(slot, MAGIC.length + 4)
  const iv = randomBytes(IV)
  const aad = Buffer.concat([slot.subarray(0, BEFORE_IV), Buffer.from(name)])
  const cipher = gcm(master.secret, iv, aad)
  const wrapped = Buffer.concat([cipher.update(dataKey), cipher.final(), cipher.getAuthTag()])
  Buffer.concat([iv, wrapped]).copy(slot, BEFORE_IV)
  return slot
}

export type Header = {
  readonly dataKey: Buffer
  readonly keyId: string
  readonly generation: number
  readonly slot: 0 | 1
}

const slotsIn = (head: Buffer) =>
  ([0, 1] as const)
    .map(at => ({ at, bytes: head.subarray(at * SLOT, (at + 1) * SLOT) }))
    .filter(({ bytes }) => bytes.subarray(0, MAGIC.length).equals(MAGIC))
    .map(({ at, bytes }) => ({ at, bytes, generation: bytes.readUInt32BE(MAGIC.length) }))
    .sort((a, b) => b.generation - a.generation)

/** The header of a sealed file; null when the file lies open, as those of before did. Throws `BlobDamaged`. */
export async function readHeader(head: Buffer, name: string, keys: BlobKeys): Promise<Header | null> {
  const slots = slotsIn(head)
  if (slots.length === 0) {
    const looksSealed = head.length === HEADER && head.every(byte => byte === 0)
    if (looksSealed) throw new BlobDamaged('altered', name)
    return null
  }
  let known = false
  for (const { at, bytes, generation } of slots) {
    const keyId = bytes.subarray(MAGIC.length + 4, BEFORE_IV).toString('hex')
    const master = await keys.find(keyId)
    if (!master) continue
    known = true
    const aad = Buffer.concat([bytes.subarray(0, BEFORE_IV), Buffer.from(name)])
    const iv = bytes.subarray(BEFORE_IV, BEFORE_IV + IV)
    const dataKey = opened(master.secret, iv, aad, bytes.subarray(BEFORE_IV + IV, BEFORE_IV + IV + 32 + TAG))
    if (dataKey) return { dataKey, keyId, generation, slot: at }
  }
  throw new BlobDamaged(known ? 'altered' : 'key-unknown', name)
}

/** What puts the file under another master key: one slot, and the other one is wiped. */
export const rewrapped = (header: Header, name: string, master: BlobKey): { at: 0 | 1; bytes: Buffer } => ({
  at: header.slot === 0 ? 1 : 0,
  bytes: slotOf(header.dataKey, master, name, header.generation + 1)
})

function nonceAndAad(index: number, last: boolean): { iv: Buffer; aad: Buffer } {
  const iv = Buffer.alloc(IV)
  iv.writeBigUInt64BE(BigInt(index), IV - 8)
  return { iv, aad: Buffer.concat([iv, Buffer.of(last ? 1 : 0)]) }
}

/** Seals a stream piece by piece. The last chunk is marked, so that a file cut at a chunk's edge is noticed. */
export function createSealer(dataKey: Buffer): { add(piece: Uint8Array): Buffer[]; end(): Buffer } {
  const waiting = Buffer.alloc(CHUNK)
  let filled = 0
  let index = 0
  const seal = (last: boolean) => {
    const { iv, aad } = nonceAndAad(index++, last)
    const cipher = gcm(dataKey, iv, aad)
    const body = cipher.update(waiting.subarray(0, filled))
    filled = 0
    return Buffer.concat([body, cipher.final(), cipher.getAuthTag()])
  }
  return {
    add(piece) {
      const sealed: Buffer[] = []
      for (let at = 0; at < piece.byteLength;) {
        if (filled === CHUNK) sealed.push(seal(false))
        const taken = Math.min(CHUNK - filled, piece.byteLength - at)
        waiting.set(piece.subarray(at, at + taken), filled)
        filled += taken
        at += taken
      }
      return sealed
    },
    end: () => seal(true)
  }
}

/** The size of the content by the size of the sealed file. */
export function contentBytes(sealedBytes: number): number {
  const body = sealedBytes - HEADER
  return Math.max(0, body - Math.ceil(body / (CHUNK + TAG)) * TAG)
}

const AT_ONCE = 4

/** What a file is read from: an open one, or one that is opened for every piece. */
export type Pieces = {
  /** So many chunks are read at once: more where each reading is a journey. */
  readonly chunks?: number
  read(buffer: Buffer, offset: number, length: number, position: number): Promise<{ bytesRead: number }>
}

/** The content from `start` to before `end`, proved chunk by chunk. */
export async function* contentOf(
  file: Pieces,
  { dataKey, name, bytes }: { dataKey: Buffer; name: string; bytes: number },
  start = 0,
  end = bytes
): AsyncGenerator<Buffer> {
  const last = Math.ceil(bytes / CHUNK) - 1
  if (last < 0) throw new BlobDamaged('cut-short', name)
  const atOnce = file.chunks ?? AT_ONCE
  const until = Math.min(last, Math.floor((end - 1) / CHUNK))
  for (let first = Math.floor(start / CHUNK); first <= until; first += atOnce) {
    const count = Math.min(atOnce, until - first + 1)
    const sealed = Buffer.allocUnsafe(count * (CHUNK + TAG))
    const { bytesRead } = await file.read(sealed, 0, sealed.length, HEADER + first * (CHUNK + TAG))
    for (let at = 0; at < count; at++) {
      const index = first + at
      const { iv, aad } = nonceAndAad(index, index === last)
      const body = sealed.subarray(at * (CHUNK + TAG), Math.min((at + 1) * (CHUNK + TAG), bytesRead))
      const clear = body.length > TAG ? opened(dataKey, iv, aad, body) : null
      if (!clear) throw new BlobDamaged(index === last ? 'cut-short' : 'altered', name)
      yield clear.subarray(Math.max(0, start - index * CHUNK), Math.min(clear.length, end - index * CHUNK))
    }
  }
}
