import type { Pieces } from './blobs.seal.ts'

/** A sealed file as it lies in a place: its head, its size with the head, and any part of it. */
export type Lying = Pieces & {
  readonly head: Buffer
  readonly bytes: number
  /** Throws `PlaceChanged` when another file of the same name lies there now. */
  readonly read: Pieces['read']
}

/** What a rotation writes: the slot that names the new key, in place of everything else in the head. */
export type NewSlot = { readonly at: 0 | 1; readonly bytes: Buffer }

/**
 * Where sealed files lie, by the hash of their content. A place knows nothing of keys. Every call may be repeated; what
 * it promises is on the disk, or held by the store, when it returns.
 */
export type Place = {
  /** What people who run the house call it. */
  readonly name: string
  /** Reaching it may take long: nothing is put into it within a transaction that others wait for. */
  readonly far: boolean
  /** Refuses with one sentence when no file could ever be kept there as it is set. An outage is no refusal. */
  ready(): Promise<void>
  look(sha256: string): Promise<Lying | null>
  has(sha256: string): Promise<boolean>
  /** Puts a finished draft, which may be gone afterwards, in place of whatever lies there. Whole or not at all. */
  put(sha256: string, draft: string): Promise<void>
  putHead(sha256: string, lying: Lying, slot: NewSlot): Promise<void>
  remove(sha256: string): Promise<void>
  shelf(name: string): Promise<readonly string[]>
  older(before: Date): AsyncIterable<readonly string[]>
}

/** The place could not be reached, or said that it cannot serve now. What was asked did not happen, or may be repeated. */
export class BlobsAway extends Error {
  readonly code = 'files-away'
}

/** The same content lies there under another key than a moment ago: look again and go on. */
export class PlaceChanged extends Error {}

export const SHELVES: readonly string[] = Array.from({ length: 256 }, (_, at) => at.toString(16).padStart(2, '0'))

/** `ab/cdef…`, alike in every place. */
export function pathOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not the name of a blob')
  return `${sha256.slice(0, 2)}/${sha256.slice(2)}`
}
