import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Operation } from './contract.ts'
import { connectJson } from './json.connector.ts'
import type { Offer } from './registry.ts'

const money = z.number().int().positive()
const at = z.iso.datetime()
/** `reference` is ours and names one order: the same order asked for twice is the same payment. */
export const CreatePayment = z.object({
  reference: z.string().min(1),
  amount: money,
  description: z.string(),
  returnUrl: z.url(),
  notifyUrl: z.url()
})
export const CreatedPayment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('created'), payment: z.string(), page: z.url(), expiresAt: at }),
  z.object({ kind: z.literal('refused'), reason: z.string() })
])
export const QueryPayment = z.object({ reference: z.string().min(1) })
export const QueriedPayment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pending') }),
  z.object({ kind: z.literal('paid'), payment: z.string(), amount: money, receipt: z.string().min(1), at }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
  z.object({ kind: z.literal('refunded'), payment: z.string() }),
  z.object({ kind: z.literal('not-found') })
])
export const RefundPayment = z.object({ reference: z.string().min(1), amount: money, reason: z.string() })
export const RefundedPayment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('refunded'), refund: z.string() }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
  z.object({ kind: z.literal('not-found') })
])
export type CreatePayment = z.infer<typeof CreatePayment>
export type CreatedPayment = z.infer<typeof CreatedPayment>
export type QueryPayment = z.infer<typeof QueryPayment>
export type QueriedPayment = z.infer<typeof QueriedPayment>
export type RefundPayment = z.infer<typeof RefundPayment>
export type RefundedPayment = z.infer<typeof RefundedPayment>

const TIMES = { direct: 6_000, background: 20_000 }
/** As long as accounts are looked into. */
const KEPT_DAYS = 365

/** The payment platform: a page where people pay, asked by reference whether they did. */
export const payment = {
  system: 'payment',
  operations: {
    create: { request: CreatePayment, answer: CreatedPayment, timeoutMs: TIMES, keptDays: KEPT_DAYS } as Operation<
      CreatePayment,
      CreatedPayment
    >,
    query: { request: QueryPayment, answer: QueriedPayment, timeoutMs: TIMES, keptDays: KEPT_DAYS } as Operation<
      QueryPayment,
      QueriedPayment
    >,
    refund: { request: RefundPayment, answer: RefundedPayment, timeoutMs: TIMES, keptDays: KEPT_DAYS } as Operation<
      RefundPayment,
      RefundedPayment
    >
  },
  degraded: {
    banner: 'exchange.payment.banner',
    works: ['exchange.payment.works-counter', 'exchange.payment.works-later']
  }
} as const

/** What the platform sends us: a hint only. What is true is asked for by `query`. */
export const Notification = z.object({ reference: z.string().min(1).max(100), status: z.string().max(40) })
export type Notification = z.infer<typeof Notification>

/** `x-signature`: HMAC-SHA256 of the body in hex, by the secret shared with the platform. */
export function notificationFits(body: string, signature: string, secret: string): boolean {
  const right = createHmac('sha256', secret).update(body).digest()
  const given = Buffer.from(signature, 'hex')
  return given.length === right.length && timingSafeEqual(given, right)
}

let notifySecret: string | null = null
/** The secret of the platform's notifications; null: none are taken and payments are found by asking. */
export const paymentNotifySecret = (): string | null => notifySecret

export const paymentOffer: Offer = {
  contract: payment,
  connect(environment) {
    notifySecret = environment.PAYMENT_NOTIFY_SECRET || null
    return connectJson(payment, 'PAYMENT', environment)
  }
}
