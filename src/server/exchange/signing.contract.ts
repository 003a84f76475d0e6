import { z } from 'zod'
import type { Operation } from './contract.ts'
import { connectJson } from './json.connector.ts'
import type { Offer } from './registry.ts'

const base64 = z.base64().min(1)
/** Only the hash leaves the house; the signer confirms on an own device. */
export const SignHash = z.object({
  reference: z.string().min(1),
  /** Whose certificate, by the provider's own name and the serial number. */
  signer: z.string().min(1),
  certificate: z.string().min(1),
  /** SHA-256, base64. */
  hash: z.base64().length(44),
  document: z.string()
})
const signed = z.object({ kind: z.literal('signed'), signature: base64, certificate: base64 })
const waiting = z.object({ kind: z.literal('waiting'), transaction: z.string().min(1) })
export const SigningAnswer = z.discriminatedUnion('kind', [
  signed,
  waiting,
  z.object({ kind: z.literal('unknown-signer') }),
  z.object({ kind: z.literal('certificate-unusable'), reason: z.enum(['expired', 'revoked', 'other']) })
])
export const AskSigning = z.object({ transaction: z.string().min(1) })
export const SigningState = z.discriminatedUnion('kind', [
  signed,
  waiting,
  z.object({ kind: z.literal('refused') }),
  z.object({ kind: z.literal('expired') }),
  z.object({ kind: z.literal('not-found') })
])
export type SignHash = z.infer<typeof SignHash>
export type SigningAnswer = z.infer<typeof SigningAnswer>
export type AskSigning = z.infer<typeof AskSigning>
export type SigningState = z.infer<typeof SigningState>

const TIMES = { direct: 8_000, background: 20_000 }
/** The signature is in the document; the conversation about it proves how it came there. */
const KEPT_DAYS = 365

/** Remote signing: an officer's certificate at a trust service signs the hash of a document. */
export const signing = {
  system: 'signing',
  operations: {
    sign: { request: SignHash, answer: SigningAnswer, timeoutMs: TIMES, keptDays: KEPT_DAYS } as Operation<
      SignHash,
      SigningAnswer
    >,
    state: { request: AskSigning, answer: SigningState, timeoutMs: TIMES, keptDays: KEPT_DAYS } as Operation<
      AskSigning,
      SigningState
    >
  },
  degraded: {
    banner: 'exchange.signing.banner',
    works: ['exchange.signing.works-token', 'exchange.signing.works-later']
  }
} as const

export const signingOffer: Offer = {
  contract: signing,
  connect: environment => connectJson(signing, 'SIGNING', environment)
}
