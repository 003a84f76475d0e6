import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import * as store from './store.ts'

const PURPOSE = 'seals.key'
/** A key makes seals for a year; what it sealed goes on holding. */
const YEAR_MS = 365 * 86_400_000

export type SealingKey = { readonly id: string; readonly key: KeyObject }

/** The key in use, made where there is none yet. */
export async function sealingKey(ctx: Ctx): Promise<SealingKey> {
  const known = (await store.keyInUse(ctx)) ?? (await made(ctx))
  const pkcs8 = ctx.sealing.open(PURPOSE, known.secret)
  // The installation's own key was exchanged: what it sealed does not open, so a new key begins.
  if (!pkcs8) return rotateKey(ctx)
  return { id: known.id, key: createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' }) }
}

/** Makes the key at the start, so that the first paper can be printed even when the disk is full by then. */
export const openSeals = async (ctx: Ctx): Promise<void> => void (await sealingKey(ctx))

async function made(ctx: Ctx) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')
  const id = createHash('sha256').update(raw).digest('hex').slice(0, 8)
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  await store.addKey(ctx, { id, publicKey: raw, secret: ctx.sealing.seal(PURPOSE, pkcs8) })
  const key = await store.keyInUse(ctx)
  if (!key) throw new Error('there is no key to seal with')
  return key
}

/** Retires the key in use and begins a new one. Seals made before go on holding: their key stays published. */
export async function rotateKey(ctx: Ctx): Promise<SealingKey> {
  await store.retireKey(ctx)
  ctx.log.info({ event: 'seals.key-rotated' }, 'rotated')
  return sealingKey(ctx)
}

/** Rotates the key when it has served its year. */
export async function rotateInTime(ctx: Ctx): Promise<void> {
  const key = await store.keyInUse(ctx)
  if (key && ctx.now().getTime() - key.madeAt.getTime() > YEAR_MS) await rotateKey(ctx)
}

/** Takes back a key that may have been stolen: nothing it sealed is believed any more, and papers are to be issued anew. */
export async function withdrawKey(ctx: Ctx, id: string): Promise<Result<void, { code: 'key-unknown'; id: string }>> {
  const [gone] = await store.withdrawKey(ctx, id)
  ctx.log.warn({ event: 'seals.key-withdrawn', key: id }, 'withdrawn')
  return gone ? ok(undefined) : err({ code: 'key-unknown', id })
}

export const signed = (body: Buffer, { key }: SealingKey): Buffer => sign(null, body, key)

export function sealFits(body: Buffer, signature: Buffer, publicKey: Buffer): boolean {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') },
    format: 'jwk'
  })
  return verify(null, body, key, signature)
}
