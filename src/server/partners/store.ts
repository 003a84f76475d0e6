import type { Ctx } from '#server/platform/index.ts'
import type { Place } from './cursor.rules.ts'
import type { Attempt, Delivery, Webhook } from './model.ts'

export type NewWebhook = Pick<Webhook, 'id' | 'name' | 'address' | 'unit'> & {
  kinds: readonly string[]
  secret: Buffer
}

export const enter = ({ sql, now, actor }: Ctx, made: NewWebhook) => sql`
  insert into webhook (id, name, address, kinds, unit, sealed_secret, created_at, created_by)
  values (${made.id}, ${made.name}, ${made.address}, ${made.kinds as string[]}, ${made.unit}, ${made.secret}, ${now()}, ${actor.id})`

/** The webhooks of a unit and below it (null: all), or one of them. */
export const webhooks = ({ sql }: Ctx, within: string | null, id: string | null = null) => sql<Webhook[]>`
  select id as "id", name as "name", address as "address", kinds as "kinds", unit as "unit", state as "state",
    paused_because as "pausedBecause", failures as "failures", failing_since as "failingSince",
    paused_at as "pausedAt", old_secret_until as "oldSecretUntil", created_at as "createdAt"
  from webhook
  where (${id}::uuid is null or id = ${id}::uuid)
    and (${within}::text is null or unit = ${within} or starts_with(unit, ${within} || '.'))
  order by name collate "vi-x-icu", id`

export const change = ({ sql }: Ctx, id: string, to: Pick<NewWebhook, 'name' | 'address' | 'kinds' | 'unit'>) => sql`
  update webhook set name = ${to.name}, address = ${to.address}, kinds = ${to.kinds as string[]}, unit = ${to.unit}
  where id = ${id}`

export const remove = ({ sql }: Ctx, id: string) => sql`delete from webhook where id = ${id}`

export const setState = ({ sql, now }: Ctx, id: string, state: 'active' | 'paused', because: string | null) => sql`
  update webhook set state = ${state}, paused_because = ${because}, failures = 0, failing_since = null,
    paused_at = case when ${state}::text = 'paused' then ${now()}::timestamptz end
  where id = ${id}`

/** A new secret; the one before signs beside it until then. */
export const rotate = ({ sql }: Ctx, id: string, secret: Buffer, oldUntil: Date) => sql`
  update webhook set sealed_old_secret = sealed_secret, old_secret_until = ${oldUntil}, sealed_secret = ${secret} where id = ${id}`

/** A secret of the time before they were sealed; empty when it is sealed. */
export const openSecrets = ({ sql }: Ctx, id: string) => sql<{ secret: string; oldSecret: string | null }[]>`
  select secret as "secret", old_secret as "oldSecret" from webhook where id = ${id} and secret is not null`

export const sealSecrets = ({ sql }: Ctx, id: string, sealed: { secret: Buffer; oldSecret: Buffer | null }) => sql`
  update webhook set sealed_secret = ${sealed.secret}, sealed_old_secret = ${sealed.oldSecret}, secret = null, old_secret = null
  where id = ${id} and secret is not null`

export type NewDelivery = { id: string; webhook: string; position: number | null; kind: string; body: string }

/** Writes deliveries with a job for each and moves the place of the webhooks, all or nothing. */
export const enterDeliveries = (
  { sql, now, province }: Ctx,
  deliveries: readonly NewDelivery[],
  place: Place | null
) => sql<{ jobs: number }[]>`
  with given as (
    select id, webhook, position, kind, body
    from jsonb_to_recordset(${sql.json(deliveries as never)}) as d (id uuid, webhook uuid, position bigint, kind text, body text)
  ), entered as (
    insert into webhook_delivery (id, webhook, event_position, kind, body, next_at, created_at)
    select id, webhook, position, kind, body, ${now()}, ${now()} from given
    on conflict (webhook, event_position) do nothing
    returning id
  ), moved as (
    update event_reader set transaction = ${place?.transaction ?? '0'}::text::xid8, position = ${place?.position ?? 0}
    where name = 'webhooks' and ${place !== null}::boolean
    returning name
  )
  select count(job.id)::int as "jobs" from entered, graphile_worker.add_job('webhooks.deliver',
    json_build_object('delivery', entered.id, 'province', ${province.schema}::text)) as job`

/** Which webhook a delivery is for. */
export const webhookOf = ({ sql }: Ctx, id: string) => sql<{ webhook: string }[]>`
  select webhook as "webhook" from webhook_delivery where id = ${id}`

export type Claimed = {
  id: string
  webhook: string
  body: string
  attempts: number
  sinceAsked: number
  address: string
  secret: Buffer
  oldSecret: Buffer | null
  failures: number
  failingSince: Date | null
}

/** Takes a waiting delivery for one attempt. Nothing comes back while another run has it, when it is done or paused. */
export const claim = ({ sql, now }: Ctx, id: string, until: Date) => sql<Claimed[]>`
  update webhook_delivery d set busy_until = ${until}, attempts = d.attempts + 1, since_asked = d.since_asked + 1
  from webhook w
  where d.id = ${id} and w.id = d.webhook and w.state = 'active' and d.state = 'waiting'
    and (d.busy_until is null or d.busy_until <= ${now()}) and w.sealed_secret is not null
  returning d.id as "id", d.webhook as "webhook", d.body as "body", d.attempts as "attempts",
    d.since_asked as "sinceAsked", w.address as "address", w.sealed_secret as "secret",
    case when w.old_secret_until > ${now()} then w.sealed_old_secret end as "oldSecret",
    w.failures as "failures", w.failing_since as "failingSince"`

export type Settled = {
  state: Delivery['state']
  nextAt: Date
  attempt: Attempt
  failed: boolean
  pause: 'gone' | 'failing' | null
}

/** Writes an attempt down, settles the delivery, keeps count of failures and lets the next attempt come at its time. */
export const settle = ({ sql, now, province }: Ctx, taken: Claimed, end: Settled) => sql<{ jobs: number }[]>`
  with written as (
    insert into webhook_attempt (delivery, number, at, took_ms, status, error, answer)
    values (${taken.id}, ${end.attempt.number}, ${end.attempt.at}, ${end.attempt.tookMs}, ${end.attempt.status},
      ${end.attempt.error}, ${end.attempt.answer})
  ), counted as (
    update webhook set
      failures = case when ${end.failed}::boolean then failures + 1 else 0 end,
      failing_since = case when ${end.failed}::boolean then coalesce(failing_since, ${now()}) end,
      state = case when ${end.pause}::text is null then state else 'paused' end,
      paused_because = coalesce(${end.pause}, paused_because),
      paused_at = case when ${end.pause}::text is null then paused_at else ${now()}::timestamptz end
    where id = ${taken.webhook}
  ), settled as (
    update webhook_delivery set state = ${end.state}, next_at = ${end.nextAt}, busy_until = null,
      last_status = ${end.attempt.status}, done_at = case when ${end.state}::text <> 'waiting' then ${now()}::timestamptz end
    where id = ${taken.id}
    returning id, state
  )
  select count(job.id)::int as "jobs" from settled, lateral (
    select id from graphile_worker.add_job('webhooks.deliver',
      json_build_object('delivery', settled.id, 'province', ${province.schema}::text), run_at => ${end.nextAt})
    where settled.state = 'waiting') as job`

/** Makes deliveries wait again and gives each a job: all of one webhook that wait, or one that is asked for anew. */
export const wake = ({ sql, now, province }: Ctx, asked: { webhook: string; delivery: string | null }) => sql<
  { jobs: number }[]
>`
  with woken as (
    update webhook_delivery set state = 'waiting', next_at = ${now()}, done_at = null, since_asked = 0
    where webhook = ${asked.webhook}
      and ((${asked.delivery}::uuid is null and state = 'waiting') or id = ${asked.delivery}::uuid)
    returning id
  )
  select count(job.id)::int as "jobs" from woken, graphile_worker.add_job('webhooks.deliver',
    json_build_object('delivery', woken.id, 'province', ${province.schema}::text)) as job`

/** Gives a job again to what should have been tried a while ago: a node was killed with the job in its hands. */
export const wakeForgotten = ({ sql, province }: Ctx, before: Date) => sql<{ jobs: number }[]>`
  with forgotten as (
    update webhook_delivery d set next_at = now() from webhook w
    where w.id = d.webhook and w.state = 'active' and d.state = 'waiting' and d.next_at < ${before}
      and (d.busy_until is null or d.busy_until < ${before})
    returning d.id
  )
  select count(job.id)::int as "jobs" from forgotten, graphile_worker.add_job('webhooks.deliver',
    json_build_object('delivery', forgotten.id, 'province', ${province.schema}::text)) as job`

/** What has waited so long for a paused webhook is given up; the feed still has it. */
export const giveUpPaused = ({ sql, now }: Ctx, before: Date) => sql`
  update webhook_delivery as delivery set state = 'failed', done_at = ${now()} from webhook
  where webhook.id = delivery.webhook and webhook.state = 'paused' and webhook.paused_at < ${before}
    and delivery.state = 'waiting'`

export const forgetOld = ({ sql }: Ctx, before: Date) => sql`
  delete from webhook_delivery where state <> 'waiting' and done_at < ${before}`

/** The deliveries of a webhook, newest first, from a place on. */
export const deliveries = (
  { sql }: Ctx,
  webhook: string,
  asked: { after: { at: string; id: string } | null; limit: number }
) => sql<Delivery[]>`
  select id as "id", kind as "kind", state as "state", attempts as "attempts", last_status as "lastStatus",
    next_at as "nextAt", created_at as "createdAt", done_at as "doneAt"
  from webhook_delivery
  where webhook = ${webhook}
    and (${asked.after?.id ?? null}::uuid is null
      or (created_at, id) < (${asked.after?.at ?? null}::timestamptz, ${asked.after?.id ?? null}::uuid))
  order by created_at desc, id desc
  limit ${asked.limit}`

export const deliveryOf = ({ sql }: Ctx, webhook: string, id: string) => sql<{ body: string }[]>`
  select body as "body" from webhook_delivery where webhook = ${webhook} and id = ${id}`

export const attemptsOf = ({ sql }: Ctx, delivery: string) => sql<Attempt[]>`
  select number as "number", at as "at", took_ms as "tookMs", status as "status", error as "error", answer as "answer"
  from webhook_attempt where delivery = ${delivery} order by number`

/** Whom to tell that a webhook was paused: who made it, else every administrator in office. */
export const toldOfPause = ({ sql }: Ctx, webhook: string, day: string) => sql<
  { id: string; name: string; email: string; language: 'vi' | 'en'; webhookName: string; address: string }[]
>`
  select distinct a.id as "id", a.full_name as "name", a.email as "email", a.language as "language",
    w.name as "webhookName", w.address as "address"
  from webhook w join account a on a.blocked_at is null and (a.id::text = w.created_by
    or (not exists (select from account maker where maker.id::text = w.created_by)
      and exists (select from post p where p.account = a.id and p.role = 'administrator'
                  and p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to >= ${day}::date))))
  where w.id = ${webhook}`
