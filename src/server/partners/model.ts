import { z } from 'zod'

/** What can be asked for: `dossier.received`, or `dossier.*` for all of a family. */
export const KIND = /^[a-z]+\.(\*|[a-z][a-z-]*)$/

/** What a webhook is made of. `unit` null: the whole reach of who makes it. */
export const WebhookInput = z.object({
  name: z.string().trim().min(1, 'missing').max(120),
  address: z.url({ protocol: /^https?$/, error: 'address' }).max(500),
  kinds: z.array(z.string().regex(KIND, 'kind')).max(50).default([]),
  unit: z.string().max(35).nullable().default(null)
})
export type WebhookInput = z.infer<typeof WebhookInput>

export type Webhook = {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly kinds: readonly string[]
  readonly unit: string | null
  readonly state: 'active' | 'paused'
  readonly pausedBecause: PauseReason | null
  readonly pausedAt: Date | null
  readonly failures: number
  readonly failingSince: Date | null
  readonly oldSecretUntil: Date | null
  readonly createdAt: Date
}
/** Days for which the log of deliveries is kept, and what waits for a paused webhook. */
export const LOG_DAYS = 90
export const PAUSED_DAYS = 30
export type PauseReason = 'failing' | 'gone' | 'asked'

export type Delivery = {
  readonly id: string
  readonly kind: string
  readonly state: 'waiting' | 'delivered' | 'failed'
  readonly attempts: number
  readonly lastStatus: number | null
  readonly nextAt: Date
  readonly createdAt: Date
  readonly doneAt: Date | null
}
export type Attempt = {
  readonly number: number
  readonly at: Date
  readonly tookMs: number
  readonly status: number | null
  readonly error: string | null
  readonly answer: string
}

/** One thing that happened, as the feed and the webhooks tell it: no personal data. */
export type Told = {
  readonly cursor: string
  readonly kind: string
  readonly at: string
  readonly code: string
  readonly version: number
  readonly receivingUnit: string
  readonly settlingUnit: string
}

/** How an attempt ended: the receiver's status, or why there was none. */
export type Outcome = { readonly status: number; readonly answer: string } | { readonly error: SendError }
export type SendError =
  'address-not-allowed' | 'not-found' | 'timeout' | 'refused' | 'certificate' | 'broken-off' | 'secret-sealed'
