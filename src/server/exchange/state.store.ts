import { remembered } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { afterFailure, CLOSED, gate, probing } from './breaker.rules.ts'
import type { BreakerSettings } from './contract.ts'
import type { BreakerState, Outage } from './model.ts'

type Versioned = BreakerState & { version: number }

/** The breaker of a system; without a row nothing ever went wrong. */
export async function breakerOf({ sql }: Ctx, system: string): Promise<Versioned> {
  const [row] = await sql<Versioned[]>`
    select version as "version", breaker as "breaker", failures as "failures", openings as "openings",
      failing_since as "failingSince", retry_at as "retryAt"
    from exchange_state where system = ${system}`
  return row ?? { ...CLOSED, version: 0 }
}

/** Writes a state over the one it was computed from; false when another process was quicker. */
async function put({ sql }: Ctx, system: string, before: Versioned, to: BreakerState): Promise<boolean> {
  const written = await sql<{ version: number }[]>`
    insert into exchange_state (system, version, breaker, failures, openings, failing_since, retry_at)
    values (${system}, ${before.version + 1}, ${to.breaker}, ${to.failures}, ${to.openings}, ${to.failingSince}, ${to.retryAt})
    on conflict (system) do update set version = exchange_state.version + 1, breaker = excluded.breaker,
      failures = excluded.failures, openings = excluded.openings, failing_since = excluded.failing_since,
      retry_at = excluded.retry_at
      where exchange_state.version = ${before.version}
    returning version as "version"`
  return written.length > 0
}

/** Asks to call: whoever gets the one trial of an open breaker has it for the lease. */
export async function admitted(ctx: Ctx, system: string, leaseMs: number): Promise<BreakerState & { may: boolean }> {
  const state = await breakerOf(ctx, system)
  const way = gate(state, ctx.now())
  if (way !== 'probe') return { ...state, may: way === 'go' }
  return { ...state, may: await put(ctx, system, state, probing(state, ctx.now(), leaseMs)) }
}

/** Counts an answer; ends an outage that lasted until now. Returns whether the system came back with it. */
export async function noteAnswer(ctx: Ctx, system: string, latencyMs: number): Promise<boolean> {
  const { sql, now } = ctx
  const [came] = await sql<{ back: boolean }[]>`
    with counted as (
      insert into exchange_minute (system, minute, answered, latency_ms)
      values (${system}, date_trunc('minute', ${now()}::timestamptz), 1, ${Math.round(latencyMs)})
      on conflict (system, minute) do update set answered = exchange_minute.answered + 1,
        latency_ms = exchange_minute.latency_ms + excluded.latency_ms
    ), before as (
      select breaker <> 'closed' as was_open from exchange_state where system = ${system}
    ), closed as (
      insert into exchange_state (system, last_ok_at) values (${system}, ${now()})
      on conflict (system) do update set version = exchange_state.version + 1, breaker = 'closed', failures = 0,
        openings = 0, failing_since = null, retry_at = null, last_ok_at = excluded.last_ok_at
    ), ended as (
      update exchange_outage set to_at = ${now()} where system = ${system} and to_at is null
    )
    select coalesce((select was_open from before), false) as "back"`
  if (came!.back) away.forget(ctx)
  return came!.back
}

/** Counts a failure; when it opens the breaker an outage begins, reckoned from the first failure in a row. */
export async function noteFailure(ctx: Ctx, system: string, settings: BreakerSettings, error: string): Promise<void> {
  const { sql, now } = ctx
  for (let attempt = 0; attempt < 20; attempt++) {
    const before = await breakerOf(ctx, system)
    const after = afterFailure(before, settings, now())
    if (!(await put(ctx, system, before, after))) continue
    const began = after.breaker === 'open' ? after.failingSince : null
    await sql`
      with counted as (
        insert into exchange_minute (system, minute, failed)
        values (${system}, date_trunc('minute', ${now()}::timestamptz), 1)
        on conflict (system, minute) do update set failed = exchange_minute.failed + 1
      ), told as (
        update exchange_state set last_error = ${error}, last_error_at = ${now()} where system = ${system}
      )
      insert into exchange_outage (system, from_at, cause)
      select ${system}, ${began}::timestamptz, ${error} where ${began}::timestamptz is not null
      on conflict (system) where to_at is null do nothing`
    if (began) away.forget(ctx)
    return
  }
  throw new Error('the state of the system could not be written')
}

/** Lets the next call go out at once: an administrator's "try now". */
export const tryNow = ({ sql, now }: Ctx, system: string) => sql`
  update exchange_state set version = version + 1, retry_at = ${now()} where system = ${system} and breaker <> 'closed'`

/** Outages that overlap a span of time, oldest first. */
export const outagesBetween = ({ sql }: Ctx, system: string, span: { from: Date; to: Date }): Promise<Outage[]> => sql<
  Outage[]
>`
  select id as "id", from_at as "from", to_at as "to", cause as "cause"
  from exchange_outage
  where system = ${system} and from_at <= ${span.to} and coalesce(to_at, 'infinity') >= ${span.from}
  order by from_at`

/** The outage under way, where there is one. */
export async function outageNow({ sql }: Ctx, system: string): Promise<Outage | null> {
  const [row] = await sql<Outage[]>`
    select id as "id", from_at as "from", to_at as "to", cause as "cause"
    from exchange_outage where system = ${system} and to_at is null`
  return row ?? null
}

type Away = { system: string; since: Date }
/** Every page of the desk asks; the process that saw an outage begin or end knows at once. */
const away = remembered<readonly Away[]>(3_000)

/** Outages under way, of all systems. */
export const openOutages = (ctx: Ctx): Promise<readonly Away[]> => away.of(ctx, 'away', () => askOutages(ctx))
const askOutages = ({ sql }: Ctx) => sql<Away[]>`
  select system as "system", from_at as "since" from exchange_outage where to_at is null order by from_at`

export const forgetOldMinutes = ({ sql, now }: Ctx) => sql`
  delete from exchange_minute where minute < ${new Date(now().getTime() - 62 * 86_400_000)}`
