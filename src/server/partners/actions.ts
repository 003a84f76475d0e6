import { randomUUID } from 'node:crypto'
import { recordAct } from '#server/identity/index.ts'
import { unit as unitOf } from '#server/organisation/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Permission, Result } from '#server/platform/index.ts'
import { unitWithin } from './feed.ts'
import type { Attempt, Delivery, Webhook, WebhookInput } from './model.ts'
import { newSecret, seal, sealWhatIsOpen } from './secrets.ts'
import * as store from './store.ts'

export type WebhookRefusal =
  | { code: 'forbidden' | 'not-found' | 'address-has-password' }
  | { code: 'out-of-reach'; unit: string }
  | { code: 'unit-unknown'; unit: string }
type Answer<T> = Promise<Result<T, WebhookRefusal>>

/** How long a secret signs on beside the one that follows it. */
const OLD_SECRET_HOURS = 24

/** The webhooks in the actor's reach. */
export async function listWebhooks(ctx: Ctx): Answer<readonly Webhook[]> {
  if (!ctx.actor.may('webhook.read')) return err({ code: 'forbidden' })
  return ok(await store.webhooks(ctx, unitWithin(ctx, null) ?? null))
}

/** Makes a webhook; its secret is told once. */
export async function addWebhook(ctx: Ctx, input: WebhookInput): Answer<{ webhook: Webhook; secret: string }> {
  if (!ctx.actor.may('webhook.change')) return err({ code: 'forbidden' })
  const unit = await unitFor(ctx, input)
  if (!unit.ok) return unit
  const [made, secret] = [{ ...input, unit: unit.value, id: randomUUID() }, newSecret()]
  await store.enter(ctx, { ...made, secret: seal(ctx, secret) })
  await note(ctx, 'webhook.added', made.id)
  const [webhook] = await store.webhooks(ctx, null, made.id)
  return ok({ webhook: webhook!, secret })
}

export async function changeWebhook(ctx: Ctx, id: string, input: WebhookInput): Answer<Webhook> {
  const found = await reach(ctx, id, 'webhook.change')
  if (!found.ok) return found
  const unit = await unitFor(ctx, input)
  if (!unit.ok) return unit
  await store.change(ctx, id, { ...input, unit: unit.value })
  await note(ctx, 'webhook.changed', id)
  return reach(ctx, id, 'webhook.change')
}

export async function removeWebhook(ctx: Ctx, id: string): Answer<undefined> {
  const found = await reach(ctx, id, 'webhook.change')
  if (!found.ok) return found
  await store.remove(ctx, id)
  await note(ctx, 'webhook.removed', id)
  return ok(undefined)
}

/** Stops telling, or goes on: what waits is then sent at once, what happened meanwhile is read from the feed. */
export async function pauseWebhook(ctx: Ctx, id: string, paused: boolean): Answer<Webhook> {
  const found = await reach(ctx, id, 'webhook.change')
  if (!found.ok) return found
  await store.setState(ctx, id, paused ? 'paused' : 'active', paused ? 'asked' : null)
  if (!paused) await store.wake(ctx, { webhook: id, delivery: null })
  await note(ctx, paused ? 'webhook.paused' : 'webhook.resumed', id)
  return reach(ctx, id, 'webhook.change')
}

/** A new secret, told once. The old one signs beside it for a day, so that the receiver can change without a gap. */
export async function rotateSecret(ctx: Ctx, id: string): Answer<{ secret: string; oldUntil: Date }> {
  const found = await reach(ctx, id, 'webhook.change')
  if (!found.ok) return found
  const secret = newSecret()
  const oldUntil = new Date(ctx.now().getTime() + OLD_SECRET_HOURS * 3_600_000)
  await sealWhatIsOpen(ctx, id)
  await store.rotate(ctx, id, seal(ctx, secret), oldUntil)
  await note(ctx, 'webhook.secret-rotated', id)
  return ok({ secret, oldUntil })
}

/** Sends a message of kind `webhook.test`, so that a receiver can be tried before anything happens. */
export async function sendTest(ctx: Ctx, id: string): Answer<{ delivery: string }> {
  const found = await reach(ctx, id, 'webhook.change')
  if (!found.ok) return found
  const delivery = randomUUID()
  const body = JSON.stringify({ type: 'webhook.test', timestamp: ctx.now().toISOString(), data: {} })
  await store.enterDeliveries(ctx, [{ id: delivery, webhook: id, position: null, kind: 'webhook.test', body }], null)
  return ok({ delivery })
}

/** Sends a message again under its old id, whatever became of it: a receiver that has it passes it over. */
export async function sendAgain(ctx: Ctx, id: string, delivery: string): Answer<undefined> {
  const found = await reach(ctx, id, 'webhook.change')
  if (!found.ok) return found
  const [woken] = await store.wake(ctx, { webhook: id, delivery })
  return woken!.jobs > 0 ? ok(undefined) : err({ code: 'not-found' })
}

const A_PAGE = 30
/** A page of the delivery log, newest first. */
export async function deliveryLog(
  ctx: Ctx,
  id: string,
  after: string | null
): Answer<{ webhook: Webhook; rows: readonly Delivery[]; next: string | null }> {
  const found = await reach(ctx, id, 'webhook.read')
  if (!found.ok) return found
  const [at = '', from = ''] = (after ?? '').split('~')
  const place = !Number.isNaN(Date.parse(at)) && isId(from) ? { at, id: from } : null
  const rows = await store.deliveries(ctx, id, { after: place, limit: A_PAGE + 1 })
  const last = rows.length > A_PAGE ? rows[A_PAGE - 1] : undefined
  const next = last ? `${last.createdAt.toISOString()}~${last.id}` : null
  return ok({ webhook: found.value, rows: rows.slice(0, A_PAGE), next })
}

/** What was sent and how each attempt went. */
export async function deliveryDetail(
  ctx: Ctx,
  id: string,
  delivery: string
): Answer<{ body: string; attempts: readonly Attempt[] }> {
  const found = await reach(ctx, id, 'webhook.read')
  if (!found.ok) return found
  const [sent] = isId(delivery) ? await store.deliveryOf(ctx, id, delivery) : []
  return sent ? ok({ ...sent, attempts: await store.attemptsOf(ctx, delivery) }) : err({ code: 'not-found' })
}

/** One webhook, when the actor may and reaches it: what lies elsewhere does not exist. */
export async function reach(ctx: Ctx, id: string, needs: Permission): Answer<Webhook> {
  if (!ctx.actor.may(needs)) return err({ code: 'forbidden' })
  const [found] = isId(id) ? await store.webhooks(ctx, unitWithin(ctx, null) ?? null, id) : []
  return found ? ok(found) : err({ code: 'not-found' })
}
const isId = (text: string): boolean => /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text)

async function unitFor(ctx: Ctx, input: WebhookInput): Answer<string | null> {
  const { username, password } = new URL(input.address)
  if (username || password) return err({ code: 'address-has-password' })
  const unit = unitWithin(ctx, input.unit)
  if (unit === undefined) return err({ code: 'out-of-reach', unit: input.unit ?? '' })
  return unit === null || (await unitOf(ctx, unit)) ? ok(unit) : err({ code: 'unit-unknown', unit })
}

const note = (ctx: Ctx, act: string, webhook: string) => recordAct(ctx, { act, account: null, facts: { webhook } })
