import { act, load } from '#server/dossiers/index.ts'
import type { Dossier, DossierId } from '#server/dossiers/index.ts'
import {
  call,
  leave,
  Notification,
  notificationFits,
  payment,
  paymentNotifySecret,
  settledMessage
} from '#server/exchange/index.ts'
import type { About, ExchangeRefusal, QueriedPayment, RefundedPayment } from '#server/exchange/index.ts'
import { err, ok, SYSTEM } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { dueOf, givenUp } from './due.rules.ts'
import type { Order, OrderState } from './model.ts'
import * as store from './store.ts'

export const aboutOf = (dossier: Pick<Dossier, 'code' | 'procedure'>): About => ({
  purpose: dossier.procedure.name,
  legalGround: 'NĐ 118/2025/NĐ-CP; NĐ 45/2020/NĐ-CP',
  dossier: dossier.code,
  task: { kind: 'dossier', ref: dossier.code }
})

type Settled = Promise<Result<OrderState, ExchangeRefusal | { readonly code: 'not-found' }>>

/**
 * Asks the platform what became of an order, and enters a payment in its dossier. Called by whoever hears of it (the
 * person who comes back, a notification, the clock), at once or one after the other: it is entered once.
 */
export async function settle(ctx: Ctx, id: string): Settled {
  const order = await store.orderBy(ctx, id)
  const dossier = order && (await load(ctx, { id: order.dossierId as DossierId }))
  if (!order || !dossier) return err({ code: 'not-found' })
  if (order.state !== 'open' && order.state !== 'failed') return ok(order.state)
  const asking = { ...ctx, actor: SYSTEM }
  const got = await call(asking, payment, 'query', { reference: id }, aboutOf(dossier), { key: `query-${id}` })
  if (!got.ok) return got
  return ok(await settleBy(asking, order, got.value.answer))
}

async function settleBy(ctx: Ctx, order: Order, answer: QueriedPayment): Promise<OrderState> {
  switch (answer.kind) {
    case 'paid':
      return enter(ctx, order, answer)
    case 'failed':
    case 'refunded': {
      const state = answer.kind
      await store.settleOrder(ctx, order.id, { state })
      return state
    }
    case 'pending':
    case 'not-found':
      if (order.state === 'open' && givenUp(order.expiresAt ?? order.createdAt, ctx.now()))
        await store.settleOrder(ctx, order.id, { state: 'failed' })
      return (await store.orderBy(ctx, order.id))!.state
    default:
      return answer satisfies never
  }
}

/**
 * The payment in the dossier, exactly once: the dossier is changed only in the version in which the receipt was not
 * there yet. What the dossier no longer takes is paid back.
 */
async function enter(ctx: Ctx, order: Order, paid: { amount: number; receipt: string }): Promise<OrderState> {
  for (;;) {
    const dossier = (await load(ctx, { id: order.dossierId as DossierId }))!
    if (await store.isEntered(ctx, dossier.id, paid.receipt)) break
    if (dueOf(dossier) < paid.amount) return payBack(ctx, order, dossier, paid)
    const command = { kind: 'pay-fee', amount: paid.amount, method: 'online', receipt: paid.receipt } as const
    const entered = await act(ctx, { id: dossier.id }, command, { seen: dossier.version })
    if (entered.ok) break
    if (entered.error.code !== 'version-changed') return payBack(ctx, order, dossier, paid)
  }
  await store.settleOrder(ctx, order.id, { state: 'entered', receipt: paid.receipt })
  ctx.log.info({ event: 'payment.entered', order: order.id }, 'entered')
  return 'entered'
}

async function payBack(
  ctx: Ctx,
  order: Order,
  dossier: Dossier,
  { amount, receipt }: { amount: number; receipt: string }
): Promise<OrderState> {
  await store.settleOrder(ctx, order.id, { state: 'refunding', receipt })
  const request = { reference: order.id, amount, reason: dossier.code }
  await leave(ctx, payment, 'refund', request, {
    key: `refund-${order.id}`,
    about: aboutOf(dossier),
    tell: 'payments.refunded'
  })
  ctx.log.warn({ event: 'payment.pays-back', order: order.id, phase: dossier.phase }, 'pays back')
  return 'refunding'
}

/** What became of paying back. A job. */
export async function refunded(ctx: Ctx, message: string): Promise<void> {
  const settled = await settledMessage(ctx, message)
  const answer = settled?.answer as RefundedPayment | null
  if (settled && answer?.kind === 'refunded')
    await store.settleOrder(ctx, settled.key.replace(/^refund-/, ''), { state: 'refunded' })
  else ctx.log.error({ event: 'payment.not-paid-back', message, said: answer?.kind }, 'not paid back')
}

/** The platform says that something happened. Its signature is checked; what is true is asked for by a job. */
export async function takeNotification(
  ctx: Ctx,
  given: { body: string; signature: string }
): Promise<Result<void, { code: 'not-configured' | 'forbidden' | 'invalid' }>> {
  const secret = paymentNotifySecret()
  if (!secret) return err({ code: 'not-configured' })
  if (!notificationFits(given.body, given.signature, secret)) return err({ code: 'forbidden' })
  const parsed = Notification.safeParse(jsonOf(given.body))
  if (!parsed.success || !/^[\da-f-]{36}$/i.test(parsed.data.reference)) return err({ code: 'invalid' })
  if (await store.orderBy(ctx, parsed.data.reference)) await store.wake(ctx, parsed.data.reference)
  return ok(undefined)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Orders nobody told us about for some minutes are asked about. A job. */
export async function checkOpen(ctx: Ctx): Promise<void> {
  for (const { id } of await store.unchecked(ctx)) await settle(ctx, id)
}
