import type { Sql } from 'postgres'
import type { BlobStore } from './blobs.ts'
import type { Language } from './language.ts'
import type { Log } from './log.ts'
import type { Sealing } from './sealing.ts'

/** What a person or a machine may do, checked in the first line of every action. Slices name their own permissions. */
export type Permission = `${string}.${string}`

/**
 * Who acts. `unit` is the code of the unit whose post the officer uses in this session.
 * `may` answers for the whole actor; a scope by unit is a rule of the slice.
 */
export type Actor = {
  readonly kind: 'officer' | 'citizen' | 'client' | 'visitor' | 'system'
  /** Account or client id; null for visitors and the system. */
  readonly id: string | null
  readonly name: string
  readonly unit: string | null
  readonly roles: readonly string[]
  may(permission: Permission): boolean
}

/** What every action gets first: one province, one actor, one clock. */
export type Ctx = {
  readonly sql: Sql<{ bigint: number }>
  readonly now: () => Date
  readonly actor: Actor
  readonly language: Language
  readonly log: Log
  readonly blobs: BlobStore
  readonly sealing: Sealing
  readonly province: Province
}

/** The province served: its schema in the database and its public face. */
export type Province = {
  readonly schema: string
  /** Root agency code, e.g. `H99`. */
  readonly code: string
  readonly name: string
  /** Public base address used in QR codes and mail, without a trailing slash. */
  readonly origin: string
  readonly demonstration: boolean
}

export const SYSTEM: Actor = { kind: 'system', id: null, name: 'Một Cửa', unit: null, roles: [], may: () => true }
export const VISITOR: Actor = { kind: 'visitor', id: null, name: '', unit: null, roles: [], may: () => false }
