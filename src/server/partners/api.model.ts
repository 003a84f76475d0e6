import { z } from '#server/platform/http.ts'
import { KIND, WebhookInput } from './model.ts'
import type { Attempt, Delivery, Webhook } from './model.ts'

const Instant = z.iso.datetime()
const EXAMPLE = {
  name: 'Sở Tư pháp',
  address: 'https://nhan.example/su-kien',
  kinds: ['dossier.received', 'dossier.settled'],
  unit: 'H99.31'
}
export const WebhookBody = WebhookInput.openapi({ example: EXAMPLE })

export const WebhookView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    address: z.string(),
    kinds: z.array(z.string()),
    unit: z.string().nullable(),
    state: z.enum(['active', 'paused']),
    pausedBecause: z.enum(['failing', 'gone', 'asked']).nullable(),
    failures: z.number().int(),
    failingSince: Instant.nullable(),
    createdAt: Instant
  })
  .openapi('Webhook')
export const NewWebhookView = WebhookView.extend({
  secret: z.string().openapi({ description: 'Told once; the key of the signatures' })
}).openapi('NewWebhook')
export const SecretView = z.object({ secret: z.string(), oldUntil: Instant }).openapi('WebhookSecret')

export const DeliveryView = z
  .object({
    id: z.uuid().openapi({ description: 'The header `webhook-id` of every attempt' }),
    kind: z.string(),
    state: z.enum(['waiting', 'delivered', 'failed']),
    attempts: z.number().int(),
    lastStatus: z.number().int().nullable(),
    nextAt: Instant.nullable(),
    createdAt: Instant,
    doneAt: Instant.nullable()
  })
  .openapi('WebhookDelivery')
export const AttemptView = z
  .object({
    number: z.number().int(),
    at: Instant,
    tookMs: z.number().int(),
    status: z.number().int().nullable(),
    error: z.string().nullable(),
    answer: z.string()
  })
  .openapi('WebhookAttempt')

export const ToldView = z
  .object({
    cursor: z.string(),
    kind: z.string(),
    at: Instant,
    code: z.string(),
    version: z.number().int(),
    receivingUnit: z.string(),
    settlingUnit: z.string()
  })
  .openapi('FeedEvent')

export const FeedQuery = z.object({
  after: z
    .string()
    .max(100)
    .optional()
    .openapi({ description: '`next` of the page before; `latest` for what happens from now on' }),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  kind: z
    .string()
    .max(1000)
    .default('')
    .transform(text => text.split(',').filter(Boolean))
    .refine(kinds => kinds.every(kind => KIND.test(kind)), 'kind')
    .openapi({ type: 'string', description: 'Kinds with commas between; `dossier.*` is a family' }),
  unit: z.string().max(35).optional().openapi({ description: 'Received or settled at this unit or below it' }),
  wait: z.coerce
    .number()
    .int()
    .min(0)
    .max(25)
    .default(0)
    .openapi({ description: 'Seconds to wait for something to happen (long poll)' })
})

const said = (at: Date | null): string | null => at?.toISOString() ?? null
export const webhookView = ({ oldSecretUntil: _, pausedAt: __, ...webhook }: Webhook): z.infer<typeof WebhookView> => ({
  ...webhook,
  kinds: [...webhook.kinds],
  failingSince: said(webhook.failingSince),
  createdAt: webhook.createdAt.toISOString()
})
export const deliveryView = (delivery: Delivery): z.infer<typeof DeliveryView> => ({
  ...delivery,
  nextAt: delivery.state === 'waiting' ? said(delivery.nextAt) : null,
  createdAt: delivery.createdAt.toISOString(),
  doneAt: said(delivery.doneAt)
})
export const attemptView = (attempt: Attempt): z.infer<typeof AttemptView> => ({
  ...attempt,
  at: attempt.at.toISOString()
})
