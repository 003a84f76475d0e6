import { z } from 'zod'
import type { Operation } from './contract.ts'
import { connectJson } from './json.connector.ts'
import type { Offer } from './registry.ts'

export const SendSms = z.object({
  reference: z.string().min(1),
  to: z.string().regex(/^\+?\d{9,15}$/),
  text: z.string().min(1).max(612)
})
export const SentSms = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted'), message: z.string().min(1) }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
  z.object({ kind: z.literal('quota') })
])
export const AskSms = z.object({ message: z.string().min(1) })
export const SmsState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('on-the-way') }),
  z.object({ kind: z.literal('delivered'), at: z.iso.datetime() }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
  z.object({ kind: z.literal('not-found') })
])
export type SendSms = z.infer<typeof SendSms>
export type SentSms = z.infer<typeof SentSms>
export type AskSms = z.infer<typeof AskSms>
export type SmsState = z.infer<typeof SmsState>

const TIMES = { direct: 4_000, background: 20_000 }
const KEPT_DAYS = 30

/** The gateway of text messages. `reference` names the notice: sent twice it goes out once. */
export const sms = {
  system: 'sms',
  operations: {
    send: { request: SendSms, answer: SentSms, timeoutMs: TIMES, keptDays: KEPT_DAYS } as Operation<SendSms, SentSms>,
    state: { request: AskSms, answer: SmsState, timeoutMs: TIMES, keptDays: KEPT_DAYS } as Operation<AskSms, SmsState>
  },
  degraded: { banner: 'exchange.sms.banner', works: ['exchange.sms.works-mail', 'exchange.sms.works-later'] }
} as const

export const smsOffer: Offer = {
  contract: sms,
  connect: environment => connectJson(sms, 'SMS', environment)
}
