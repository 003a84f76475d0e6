import { randomUUID } from 'node:crypto'
import type { Dossier } from '#server/dossiers/index.ts'
import { call, payment, systemOf } from '#server/exchange/index.ts'
import type { ExchangeRefusal } from '#server/exchange/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { descriptionOf, dueOf } from './due.rules.ts'
import { load } from '#server/dossiers/index.ts'
import type { Order, Standing } from './model.ts'
import { aboutOf, settle } from './settle.ts'
import * as store from './store.ts'

type Refused =
  | ExchangeRefusal
  | { readonly code: 'nothing-due' | 'not-found' }
  | { readonly code: 'payment-refused'; readonly reason: string }

/** What there is to pay online for a dossier now. The caller has made sure that it is the applicant who asks. */
export async function standingOf(ctx: Ctx, dossier: Dossier): Promise<Standing> {
  const due = dueOf(dossier)
  if (due === 0) return { kind: 'nothing' }
  if (!systemOf(payment.system)) return { kind: 'off', due }
  const order = await store.openOrder(ctx, dossier.id)
  return order ? { kind: 'open', due, page: order.page, answers: true } : { kind: 'due', due }
}

/** The same after asking the platform about an open order: for one who comes back from its page. */
export async function standingAsked(ctx: Ctx, dossier: Dossier): Promise<Standing> {
  const order = await store.openOrder(ctx, dossier.id)
  const answers = !order || (await settle(ctx, order.id)).ok
  const after = order ? await load(ctx, { id: dossier.id }) : dossier
  const standing = await standingOf(ctx, after ?? dossier)
  return standing.kind === 'open' ? { ...standing, answers } : standing
}

/** Orders the fee's payment and returns the page to pay at; an order that is open already is used again. */
export async function startPayment(ctx: Ctx, dossier: Dossier): Promise<Result<{ page: string }, Refused>> {
  const due = dueOf(dossier)
  if (due === 0) return err({ code: 'nothing-due' })
  if (!systemOf(payment.system)) return err({ code: 'system-not-configured', system: payment.system })
  const order = await orderFor(ctx, dossier, due)
  if (!order.ok) return order
  if (order.value.page) return ok({ page: order.value.page })
  const { origin } = ctx.province
  const request = {
    reference: order.value.id,
    amount: order.value.amount,
    description: descriptionOf(dossier.code),
    returnUrl: `${origin}/track/${encodeURIComponent(dossier.code)}/pay?back`,
    notifyUrl: `${origin}/pay/notify`
  }
  const got = await call(ctx, payment, 'create', request, aboutOf(dossier), { key: order.value.id })
  if (!got.ok) return got
  const { answer } = got.value
  if (answer.kind === 'refused') {
    await store.settleOrder(ctx, order.value.id, { state: 'failed' })
    return err({ code: 'payment-refused', reason: answer.reason })
  }
  await store.keepPage(ctx, order.value.id, answer.page, new Date(answer.expiresAt))
  ctx.log.info({ event: 'payment.ordered', dossier: dossier.id, order: order.value.id }, 'ordered')
  return ok({ page: answer.page })
}

/** The open order for exactly this sum; one for another sum, or whose page has closed, is settled first. */
async function orderFor(ctx: Ctx, dossier: Dossier, due: number): Promise<Result<Order, Refused>> {
  const open = await store.openOrder(ctx, dossier.id)
  if (open && open.amount === due && !(open.expiresAt && open.expiresAt <= ctx.now())) return ok(open)
  if (open) {
    const settled = await settle(ctx, open.id)
    if (!settled.ok) return settled
    if (settled.value === 'entered') return err({ code: 'nothing-due' })
    await store.settleOrder(ctx, open.id, { state: 'failed' })
  }
  await store.enterOrder(ctx, { id: randomUUID(), dossier: dossier.id, amount: due })
  return ok((await store.openOrder(ctx, dossier.id))!)
}
