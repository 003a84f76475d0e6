import { createHash } from 'node:crypto'
import { createPrivateKey } from 'node:crypto'
import { call, systemOf } from '#server/exchange/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { readStamp, stampRequest, tokenIn } from './cms/stamp.ts'
import { answerStamp } from './cms/stamping.ts'
import { KEY_PURPOSE } from './signers/pkcs12.ts'
import { ownStamper } from './store.ts'
import { timeStamping } from './timestamp.contract.ts'

const ABOUT = { purpose: 'Dấu thời gian cho chữ ký số', legalGround: 'Luật Giao dịch điện tử 2023' }

/**
 * A time stamp over a signature, or null when the authority is out of reach: the signature then stands without one and
 * gets it later. A stamp that does not fit is none.
 */
export async function stampFor(
  ctx: Ctx,
  signature: Uint8Array,
  mode: 'direct' | 'background' = 'direct'
): Promise<Uint8Array | null> {
  const digest = createHash('sha256').update(signature).digest()
  const token = systemOf('time-stamps') ? await asked(ctx, digest, mode) : await ownStamp(ctx, digest)
  return token && readStamp(token, signature)?.fits ? token : null
}

async function asked(ctx: Ctx, digest: Buffer, mode: 'direct' | 'background'): Promise<Uint8Array | null> {
  const got = await call(ctx, timeStamping, 'stamp', { hash: digest.toString('base64') }, ABOUT, { mode })
  if (!got.ok || got.value.answer.kind !== 'stamped') return null
  return new Uint8Array(Buffer.from(got.value.answer.token, 'base64'))
}

/** A demonstration has an invented authority in the house, so that its papers look like real ones. */
async function ownStamp(ctx: Ctx, digest: Buffer): Promise<Uint8Array | null> {
  if (!ctx.province.demonstration) return null
  const own = await ownStamper(ctx)
  const pkcs8 = own?.secret && ctx.sealing.open(KEY_PURPOSE, own.secret)
  if (!own || !pkcs8) return null
  const key = createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' })
  const by = { key, certificate: own.chain[0]!, chain: own.chain }
  return tokenIn(answerStamp(stampRequest(digest), by, ctx.now()))
}
