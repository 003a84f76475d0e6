import { randomUUID } from 'node:crypto'
import type { Ctx } from '#server/platform/index.ts'
import type { Sealed } from './keys.ts'

export type NewMessage = {
  readonly system: string
  readonly operation: string
  readonly key: string
  readonly about: unknown
  readonly options: unknown
  readonly tell: string | null
}

/**
 * Puts a message in the outbox once by its key, and wakes the job that sends: before others, and without putting off the
 * one that is there already, or under load it would never come to its turn.
 */
export const enter = ({ sql, now, province }: Ctx, message: NewMessage, { keyId, sealed }: Sealed) => sql<
  { id: string; fresh: boolean }[]
>`
  with entered as (
    insert into exchange_message (id, system, operation, key, key_id, sealed, about, tell, due_at, created_at)
    values (${randomUUID()}, ${message.system}, ${message.operation}, ${message.key}, ${keyId}, ${sealed},
      ${sql.json({ about: message.about, options: message.options } as never)}, ${message.tell}, ${now()}, ${now()})
    on conflict (system, key) do nothing
    returning id
  ), woken as materialized (
    select count(job.id) as jobs from entered, graphile_worker.add_job('exchange.pump',
      json_build_object('system', ${message.system}::text, 'province', ${province.schema}::text),
      job_key => ${province.schema}::text || ':exchange-pump-' || ${message.system}::text, priority => -10,
      job_key_mode => 'preserve_run_at') as job
  )
  select entered.id as "id", true as "fresh" from entered, woken
  union all
  select id as "id", false as "fresh" from exchange_message
  where system = ${message.system} and key = ${message.key} and not exists (select from entered)`

export type Claimed = {
  id: string
  operation: string
  key: string
  keyId: number
  sealed: Buffer
  about: { about: unknown; options: unknown }
  attempts: number
  tell: string | null
}

/** Takes messages that are due, for as long as the lease; two processes never have the same one. */
export const claim = ({ sql, now }: Ctx, system: string, most: number, leaseMs: number) => sql<Claimed[]>`
  update exchange_message set busy_until = ${new Date(now().getTime() + leaseMs)}, attempts = attempts + 1
  where id in (
    select id from exchange_message
    where system = ${system} and state = 'waiting' and due_at <= ${now()} and coalesce(busy_until, '-infinity') <= ${now()}
    order by due_at, created_at limit ${most} for update skip locked
  )
  returning id as "id", operation as "operation", key as "key", key_id as "keyId", sealed as "sealed", about as "about",
    attempts as "attempts", tell as "tell"`

/** It has its answer, or never will: who asked is told by a job. */
export const settle = (
  { sql, now, province }: Ctx,
  id: string,
  to: { state: 'done' | 'failed'; call: string | null; error: string | null }
) => sql<{ jobs: number }[]>`
  with settled as (
    update exchange_message set state = ${to.state}, busy_until = null, last_error = ${to.error},
      last_call = coalesce(${to.call}::uuid, last_call), settled_at = ${now()}
    where id = ${id} and state = 'waiting'
    returning id, tell
  )
  select count(job.id)::integer as "jobs" from settled, graphile_worker.add_job(settled.tell,
    json_build_object('message', settled.id, 'province', ${province.schema}::text),
    job_key => ${province.schema}::text || ':exchange-told-' || settled.id::text) as job
  where settled.tell is not null`

export const postpone = (
  { sql }: Ctx,
  id: string,
  to: { dueAt: Date; call: string | null; error: string | null; counted: boolean }
) => sql`
  update exchange_message set busy_until = null, due_at = ${to.dueAt}, last_error = coalesce(${to.error}, last_error),
    last_call = coalesce(${to.call}::uuid, last_call), attempts = attempts - ${to.counted ? 0 : 1}::integer
  where id = ${id} and state = 'waiting'`

/** A settled or waiting message by its id. */
export async function messageBy({ sql }: Ctx, id: string) {
  const [row] = await sql<
    { id: string; system: string; operation: string; key: string; state: string; call: string | null; about: unknown }[]
  >`
    select id as "id", system as "system", operation as "operation", key as "key", state as "state",
      last_call as "call", about as "about"
    from exchange_message where id = ${id}`
  return row ?? null
}

/** Systems for which something waits and is due. */
export const dueSystems = ({ sql, now }: Ctx) => sql<{ system: string }[]>`
  select distinct system as "system" from exchange_message
  where state = 'waiting' and due_at <= ${now()} and coalesce(busy_until, '-infinity') <= ${now()}`

/** What waits for a system becomes due, spread over some seconds. */
export const wakeAll = ({ sql, now }: Ctx, system: string) => sql`
  update exchange_message set due_at = ${now()}::timestamptz + random() * interval '5 seconds'
  where system = ${system} and state = 'waiting' and due_at > ${now()}::timestamptz + interval '5 seconds'`
