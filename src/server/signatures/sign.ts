import { storeBytes } from '#server/documents/index.ts'
import type { FileRef } from '#server/documents/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { signatureContainer, signedAttributes } from './cms/build.ts'
import { printLook } from './look.ts'
import type { Place } from './model.ts'
import { boxOn } from './pdf/place.ts'
import { digestOf, filled, prepare } from './pdf/prepare.ts'
import type { Prepared } from './pdf/prepare.ts'
import { keyKindOf } from './signers/device.ts'
import type { Signer } from './signers/device.ts'
import { stampFor } from './timestamp.ts'

export type Begun = { readonly prepared: Prepared; readonly attributes: Uint8Array }
export type Stamped = { readonly bytes: Uint8Array; readonly stamped: boolean }
export type Marks = {
  readonly place: Place
  /** How many have signed before, so that their stamps do not lie on each other. */
  readonly turn?: number
  readonly reason?: string
  /** Smaller letters and no office: the look of an initial or of a seal beside a signature. */
  readonly small?: boolean
  /** Words over the signer's name, e.g. what kind of copy it is. */
  readonly title?: string
  /** The post, and by whose authority, where the stamp says it. */
  readonly post?: string
  /** The QR that proves the paper without us, and its code to type. */
  readonly seal?: { readonly text: string; readonly code: string }
}

/** Makes a file ready for one signature: field, look, and what the signer's key must sign. */
export async function begin(ctx: Ctx, file: Uint8Array, signer: Signer, marks: Marks): Promise<Begun> {
  const at = ctx.now()
  const { place, seal, title, post, small = false } = marks
  const box = await boxOn(file, place, marks.turn ?? 0)
  const ink = signer.purpose === 'office' ? 'office' : 'person'
  const { name, organisation } = signer
  const pdf = await printLook(
    {
      name,
      organisation: small ? null : organisation,
      at,
      ink,
      small,
      ...(title ? { title } : {}),
      ...(post ? { post } : {}),
      ...(seal ? { qr: seal } : {})
    },
    place
  )
  const prepared = await prepare(file, {
    kind: 'signature',
    at,
    name,
    look: { pdf, box },
    ...(marks.reason ? { reason: marks.reason } : {}),
    ...(seal ? { seal: seal.text } : {})
  })
  return { prepared, attributes: signedAttributes(digestOf(prepared), signer.chain[0]!) }
}

/** Puts the signature into its place, with a time stamp where the authority answers. */
export async function finish(ctx: Ctx, begun: Begun, signer: Signer, signature: Uint8Array): Promise<Stamped> {
  const timeStamp = await stampFor(ctx, signature)
  const { attributes, prepared } = begun
  const container = signatureContainer({
    attributes,
    signature,
    key: keyKindOf(signer),
    chain: signer.chain,
    timeStamp
  })
  return { bytes: filled(prepared, container), stamped: timeStamp !== null }
}

const MOST_BYTES = 64 << 20

/** Keeps a file that we made ourselves; the order that speaks of it holds it for good. */
export async function keep(ctx: Ctx, bytes: Uint8Array, name: string, order: string): Promise<FileRef> {
  const stored = await storeBytes(ctx, bytes, { name, limit: MOST_BYTES, owner: `signature-order:${order}` })
  if (!stored.ok) throw new Error(`a signed file could not be kept: ${stored.error.code}`)
  return stored.value
}
