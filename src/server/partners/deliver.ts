import { randomUUID } from 'node:crypto'
import { announce } from '#server/notices/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { BEGINNING } from './cursor.rules.ts'
import { toldOf } from './feed.ts'
import { horizon, matchesAfter, nextEnd, placeOfWebhooks } from './feed.views.ts'
import type { Outcome } from './model.ts'
import { pauseFor, succeeded, waitAfter } from './retry.rules.ts'
import { send } from './send.ts'
import { signatureOf } from './signature.rules.ts'
import { sealWhatIsOpen, unseal } from './secrets.ts'
import * as store from './store.ts'

const BATCH = 5000
const MOST_BATCHES = 20
/** Longer than an attempt can take. */
const LEASE_MS = 60_000

/**
 * Writes the deliveries of everything that happened since the last time. A job; run twice it does no harm. Where nobody
 * listens the place moves to the end at once, and a long feed is left to the next job after a while.
 */
export async function spread(ctx: Ctx): Promise<number> {
  const end = (await horizon(ctx)) ?? BEGINNING
  let [place] = await placeOfWebhooks(ctx, end)
  if (!(await store.webhooks(ctx, null)).some(each => each.state === 'active')) {
    await store.enterDeliveries(ctx, [], end)
    return 0
  }
  let written = 0
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const [upTo] = await nextEnd(ctx, place!, BATCH)
    if (!upTo) break
    const matches = await matchesAfter(ctx, place!, upTo)
    const deliveries = matches.map(match => {
      const { kind, at, ...data } = toldOf(match)
      const body = JSON.stringify({ type: kind, timestamp: at, data })
      return { id: randomUUID(), webhook: match.webhook, position: match.position, kind, body }
    })
    await store.enterDeliveries(ctx, deliveries, upTo)
    written += deliveries.length
    place = upTo
  }
  return written
}

/** Makes one attempt. A job: a delivery that is done, taken or paused is left alone. */
export async function deliver(
  ctx: Ctx,
  id: string,
  opened: readonly string[]
): Promise<'delivered' | 'waiting' | 'failed' | 'nothing-to-do'> {
  const [about] = await store.webhookOf(ctx, id)
  if (!about) return 'nothing-to-do'
  await sealWhatIsOpen(ctx, about.webhook)
  const [taken] = await store.claim(ctx, id, new Date(ctx.now().getTime() + LEASE_MS))
  if (!taken) return 'nothing-to-do'
  const at = ctx.now()
  const timestamp = Math.floor(at.getTime() / 1000)
  const sealed = taken.oldSecret ? [taken.secret, taken.oldSecret] : [taken.secret]
  const secrets = sealed.map(each => unseal(ctx, each)).filter(each => each !== null)
  const message = { id: taken.id, timestamp, body: taken.body }
  const began = performance.now()
  // Unsigned nothing leaves: with another key than it was sealed with, a secret does not open.
  const outcome: Outcome =
    secrets.length === 0
      ? { error: 'secret-sealed' }
      : await send(
          taken.address,
          {
            body: taken.body,
            headers: {
              'webhook-id': taken.id,
              'webhook-timestamp': String(timestamp),
              'webhook-signature': signatureOf(message, secrets)
            }
          },
          opened
        )
  const done = succeeded(outcome)
  const run = { failures: taken.failures + 1, failingSince: taken.failingSince ?? at }
  const pause = done ? null : pauseFor(outcome, run, ctx.now())
  const wait = done ? null : waitAfter(taken.sinceAsked, Math.random())
  const state = done ? 'delivered' : wait === null ? 'failed' : 'waiting'
  await store.settle(ctx, taken, {
    state,
    nextAt: new Date(ctx.now().getTime() + (wait ?? 0)),
    failed: !done,
    pause,
    attempt: {
      number: taken.attempts,
      at,
      tookMs: Math.round(performance.now() - began),
      status: 'status' in outcome ? outcome.status : null,
      error: 'error' in outcome ? outcome.error : null,
      answer: 'answer' in outcome ? outcome.answer : ''
    }
  })
  ctx.log.info({ event: `webhook.${state}`, webhook: taken.webhook, delivery: id, attempts: taken.attempts }, state)
  if (pause) await tellOfPause(ctx, taken.webhook, run.failures)
  return state
}

/** One notice per pause to whoever made the webhook, else to the administrators. */
async function tellOfPause(ctx: Ctx, webhook: string, failures: number): Promise<void> {
  const day = dayOf(ctx.now())
  for (const { id, name, email, language, webhookName, address } of await store.toldOfPause(ctx, webhook, day)) {
    await announce(ctx, {
      template: 'webhook-paused',
      facts: {
        addressee: { name },
        office: { name: ctx.province.name },
        name: webhookName,
        address,
        failures,
        link: `${ctx.province.origin}/desk/admin/webhooks/${webhook}`
      },
      key: `webhook-paused-${webhook}-${id}-${ctx.now().getTime()}`,
      to: { name, email, account: id },
      language,
      about: { kind: 'webhook', id: webhook }
    })
  }
}
