import { verify, X509Certificate } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { SignerKind } from '../model.ts'

/** Whoever may sign, with the certificate that says so. */
export type Signer = {
  readonly id: string
  readonly kind: SignerKind
  readonly purpose: 'person' | 'office' | 'time-stamps'
  readonly officer: string | null
  readonly unit: string | null
  readonly name: string
  readonly organisation: string | null
  readonly chain: readonly Uint8Array[]
  readonly settings: Readonly<Record<string, string>>
  readonly secret: Buffer | null
}

/** What is to be signed: the attributes that name document and certificate; never the document itself. */
export type Request = { readonly reference: string; readonly attributes: Uint8Array; readonly document: string }

export type SignerAnswer =
  | { readonly kind: 'signed'; readonly signature: Uint8Array }
  /** The signer must confirm elsewhere: on a telephone, or with the token in the own machine. */
  | { readonly kind: 'waiting'; readonly transaction: string }
export type SignerRefusal =
  | { readonly code: 'signer-unreachable'; readonly why: string }
  | { readonly code: 'signer-secret-lost' | 'signer-locked' | 'signer-unknown' | 'signer-refused' | 'signing-expired' }
  | { readonly code: 'certificate-unusable'; readonly why: string }

/** A way to a private key. What it answers is checked against the certificate before it is believed. */
export type Device = {
  sign(ctx: Ctx, signer: Signer, request: Request): Promise<Result<SignerAnswer, SignerRefusal>>
  /** Asks again for what was waiting. */
  collect(ctx: Ctx, signer: Signer, transaction: string, request: Request): Promise<Result<SignerAnswer, SignerRefusal>>
}

export const keyOf = ({ chain }: Signer): KeyObject => new X509Certificate(chain[0]!).publicKey
export const keyKindOf = (signer: Signer): 'rsa' | 'ec' => (keyOf(signer).asymmetricKeyType === 'ec' ? 'ec' : 'rsa')

/** Whether a signature is over these attributes, by this signer's key. */
export const fitsSigner = (signer: Signer, attributes: Uint8Array, signature: Uint8Array): boolean =>
  verify('sha256', attributes, keyOf(signer), signature)
