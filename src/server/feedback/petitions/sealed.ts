import { hash, randomBytes } from 'node:crypto'
import type { Ctx } from '#server/platform/index.ts'
import type { Identity, Petition } from './model.ts'
import { sealedOf } from './store.ts'
import type { Sealed } from './store.ts'

const purpose = (id: string, part: string): string => `petition ${id} ${part}`

/** Words as they are sealed, and what the event may say of them. */
export const sealWords = (ctx: Ctx, id: string, no: number, words: string): Sealed => ({
  part: 'words',
  no,
  sealed: ctx.sealing.seal(purpose(id, `words ${no}`), words)
})
export const sealIdentity = (ctx: Ctx, id: string, identity: Identity): Sealed => ({
  part: 'identity',
  no: 1,
  sealed: ctx.sealing.seal(purpose(id, 'identity'), JSON.stringify(identity))
})
export const sha256 = (words: string): string => hash('sha256', words)

/** The own words, oldest first; null where the key is another one. */
export async function wordsOf(ctx: Ctx, { id }: Petition): Promise<{ no: number; words: string | null }[]> {
  const rows = await sealedOf(ctx, id, 'words')
  return rows.map(({ no, sealed }) => ({ no, words: ctx.sealing.open(purpose(id, `words ${no}`), sealed) }))
}

export async function identityOf(ctx: Ctx, { id }: Petition): Promise<Identity | null> {
  const [row] = await sealedOf(ctx, id, 'identity')
  const clear = row && ctx.sealing.open(purpose(id, 'identity'), row.sealed)
  return clear ? (JSON.parse(clear) as Identity) : null
}

/** Without letters that look alike; five bits each, so sixty in all. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'
/** A code word of twelve letters in three groups. */
export function newSecret(): string {
  const letters: string[] = []
  while (letters.length < 12)
    for (const byte of randomBytes(24)) if (byte < 240 && letters.length < 12) letters.push(LETTERS[byte % 30]!)
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}
export const secretOf = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, 40)
export const secretMac = (ctx: Ctx, typed: string): Buffer => ctx.sealing.mac('petition code word', secretOf(typed))
export const filerMac = (ctx: Ctx, account: string): Buffer => ctx.sealing.mac('petition filer', account)
