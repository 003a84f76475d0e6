import { randomBytes } from 'node:crypto'
import type { Database } from './database.ts'
import { RefusedToStart } from './refused-to-start.ts'
import type { Sealing } from './sealing.ts'

/** A master key: it wraps the keys of files and nothing else. `id` is 32 hexadecimal digits, drawn by lot. */
export type BlobKey = { readonly id: string; readonly secret: Buffer }

/** The master keys of an installation: one in use, older ones until no file needs them. */
export type BlobKeys = {
  current(): Promise<BlobKey>
  find(id: string): Promise<BlobKey | null>
}

/** Keys in the hand: the first is in use. For tests and scratch installations. */
export const keysInHand = (...keys: readonly [BlobKey, ...BlobKey[]]): BlobKeys => ({
  current: () => Promise.resolve(keys[0]),
  find: id => Promise.resolve(keys.find(key => key.id === id) ?? null)
})

/** One key from 32 bytes, for those who share nothing else. */
export const keyInHand = (secret: Buffer): BlobKeys => keysInHand({ id: '0'.repeat(32), secret })

const PURPOSE = 'blob-key'
/** Other nodes notice a rotation after this long; retired keys are kept for much longer. */
const LOOK_AGAIN_MS = 30_000

/**
 * The keys in the database, sealed by the installation's key: a backup carries them, but opens nothing without
 * `SECRETS_KEY` or `secrets.key`, which is kept apart. The first is made when the first file comes.
 */
export function openBlobKeys(sql: Database, sealing: Sealing): BlobKeys {
  const known = new Map<string, BlobKey>()
  let inUse: { key: BlobKey; at: number } | undefined
  const unsealed = (row: { id: string; sealed: Buffer }): BlobKey => {
    const secret = sealing.open(`${PURPOSE} ${row.id}`, row.sealed)
    if (secret === null)
      throw new RefusedToStart(
        'The keys of the stored files cannot be opened: the installation has another key (SECRETS_KEY or secrets.key) than the one that sealed them.'
      )
    const key = { id: row.id, secret: Buffer.from(secret, 'base64') }
    known.set(row.id, key)
    return key
  }
  const find = async (id: string) => {
    const [row] = await sql<{ id: string; sealed: Buffer }[]>`
      select id as "id", sealed as "sealed" from blob_key where id = ${id}`
    return row ? unsealed(row) : null
  }
  const newest = async () => {
    const [row] = await sql<{ id: string; sealed: Buffer }[]>`
      select id as "id", sealed as "sealed" from blob_key where retired_at is null`
    return row && unsealed(row)
  }
  return {
    async current() {
      if (inUse && performance.now() - inUse.at < LOOK_AGAIN_MS) return inUse.key
      let key = await newest()
      if (!key) {
        const { id, sealed } = sealedKey(sealing)
        await sql`insert into blob_key (id, sealed, made_at) values (${id}, ${sealed}, now()) on conflict do nothing`
        key = (await newest())!
      }
      inUse = { key, at: performance.now() }
      return key
    },
    find: async id => known.get(id) ?? find(id)
  }
}

/** A new master key as it lies in the database. */
export function sealedKey(sealing: Sealing): { id: string; sealed: Buffer } {
  const id = randomBytes(16).toString('hex')
  return { id, sealed: sealing.seal(`${PURPOSE} ${id}`, randomBytes(32).toString('base64')) }
}
