import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Ctx } from '#server/platform/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'

/** Secrets of an installation for what it exchanges: one to sign, one to hide numbers, and those that seal contents. */
type Secrets = { readonly signing: KeyObject; readonly verifying: KeyObject; readonly subject: Buffer }
export type Sealed = { readonly keyId: number; readonly sealed: Buffer }

/** Each key lives this long; contents sealed before stay readable until they expire. */
const KEY_DAYS = 90

function encrypt(key: Buffer, plain: Buffer): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), text])
}

function decrypt(key: Buffer, sealed: Buffer): Buffer {
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
  cipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()])
}

/** First byte 2: sealed by the installation's key; 0: as it is, from before there was one. */
const SEALED = 2
const PURPOSE = 'exchange'
const wrap = ({ sealing }: Ctx, secret: Buffer): Buffer =>
  Buffer.concat([Buffer.of(SEALED), sealing.seal(PURPOSE, secret.toString('base64'))])

function unwrap({ sealing }: Ctx, stored: Buffer): Buffer {
  if (stored[0] === 0) return stored.subarray(1)
  const clear = stored[0] === SEALED ? sealing.open(PURPOSE, stored.subarray(1)) : null
  if (clear === null)
    throw new RefusedToStart(
      'The stored secrets of the exchange cannot be opened: the installation has another key (SECRETS_KEY or secrets.key) than the one that sealed them.'
    )
  return Buffer.from(clear, 'base64')
}

async function stored(ctx: Ctx, purpose: string, made: Buffer): Promise<Buffer> {
  const { sql } = ctx
  await sql`
    insert into installation_secret (purpose, secret) values (${purpose}, ${wrap(ctx, made)}) on conflict do nothing`
  const [row] = await sql<{ secret: Buffer }[]>`
    select secret as "secret" from installation_secret where purpose = ${purpose}`
  const secret = unwrap(ctx, row!.secret)
  // What lay open is sealed at the first reading.
  if (row!.secret[0] === 0)
    await sql`
      update installation_secret set secret = ${wrap(ctx, secret)}
      where purpose = ${purpose} and secret = ${row!.secret}`
  return secret
}

const secrets = new WeakMap<object, Promise<Secrets>>()

async function secretsOf(ctx: Ctx): Promise<Secrets> {
  let held = secrets.get(ctx.sql)
  if (!held) {
    held = loadSecrets(ctx)
    secrets.set(ctx.sql, held)
    held.catch(() => secrets.delete(ctx.sql))
  }
  return held
}

async function loadSecrets(ctx: Ctx): Promise<Secrets> {
  const fresh = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' })
  const der = await stored(ctx, 'exchange-signing', fresh)
  const signing = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  return {
    signing,
    verifying: createPublicKey(signing),
    subject: await stored(ctx, 'exchange-subject', randomBytes(32))
  }
}

/** Makes or opens the installation's secrets now, so that a wrong key is told at the start and not at the counter. */
export const openSecrets = async (ctx: Ctx): Promise<void> => void (await secretsOf(ctx))

/** Signs by the installation's key (Ed25519). */
export const signed = async (ctx: Ctx, text: string): Promise<Buffer> =>
  sign(null, Buffer.from(text), (await secretsOf(ctx)).signing)

/** The public half of the installation's key (PEM), for whoever checks what it signed. */
export const publicKey = async (ctx: Ctx): Promise<string> =>
  (await secretsOf(ctx)).verifying.export({ format: 'pem', type: 'spki' }) as string

export const signatureFits = async (ctx: Ctx, text: string, signature: Buffer): Promise<boolean> =>
  verify(null, Buffer.from(text), (await secretsOf(ctx)).verifying, signature)

/** A person in the record: found again by who knows the number, not readable by who reads the table. */
export const subjectOf = async (ctx: Ctx, number: string): Promise<string> =>
  createHmac('sha256', (await secretsOf(ctx)).subject)
    .update(number)
    .digest('base64url')

const sealing = new WeakMap<object, Map<number, Buffer>>()
const current = new WeakMap<object, { id: number; until: number }>()

/** Encrypts contents with the newest key; a new key is made when the newest is old. */
export async function seal(ctx: Ctx, content: unknown): Promise<Sealed> {
  const now = ctx.now().getTime()
  let newest = current.get(ctx.sql)
  if (!newest || newest.until <= now) {
    newest = await newestKey(ctx)
    current.set(ctx.sql, newest)
  }
  const key = await keyBy(ctx, newest.id)
  return { keyId: newest.id, sealed: encrypt(key, Buffer.from(JSON.stringify(content ?? null))) }
}

export async function unseal(ctx: Ctx, { keyId, sealed }: Sealed): Promise<unknown> {
  return JSON.parse(decrypt(await keyBy(ctx, keyId), sealed).toString('utf8'))
}

async function newestKey(ctx: Ctx): Promise<{ id: number; until: number }> {
  const { sql, now } = ctx
  const oldest = new Date(now().getTime() - KEY_DAYS * 86_400_000)
  const find = () => sql<{ id: number; madeAt: Date }[]>`
    select id as "id", made_at as "madeAt" from exchange_key where made_at > ${oldest} order by id desc limit 1`
  let [row] = await find()
  if (!row) {
    await sql`insert into exchange_key (made_at, secret) values (${now()}, ${wrap(ctx, randomBytes(32))})`
    ;[row] = await find()
  }
  // Asked again within the hour, so that a rotation by hand is noticed.
  return { id: row!.id, until: Math.min(now().getTime() + 3_600_000, row!.madeAt.getTime() + KEY_DAYS * 86_400_000) }
}

async function keyBy(ctx: Ctx, id: number): Promise<Buffer> {
  const { sql } = ctx
  let keys = sealing.get(sql)
  if (!keys) sealing.set(sql, (keys = new Map()))
  const held = keys.get(id)
  if (held) return held
  const [row] = await sql<{ secret: Buffer }[]>`select secret as "secret" from exchange_key where id = ${id}`
  if (!row) throw new Error(`the key ${id} of kept contents is gone`)
  const key = unwrap(ctx, row.secret)
  if (row.secret[0] === 0)
    await sql`update exchange_key set secret = ${wrap(ctx, key)} where id = ${id} and secret = ${row.secret}`
  keys.set(id, key)
  return key
}
