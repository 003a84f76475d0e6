import type { Ctx } from '#server/platform/index.ts'
import type { Breaker } from './model.ts'

export type Measured = {
  /** Calls that got an answer, of all that went out; null when none did. */
  readonly answered: number | null
  readonly calls: number
  readonly averageMs: number | null
  /** Share of the time without an outage. */
  readonly up: number
}

/** What was measured of a system in the last so many hours. */
export async function measured({ sql, now }: Ctx, system: string, hours: number): Promise<Measured> {
  const from = new Date(now().getTime() - hours * 3_600_000)
  const [row] = await sql<{ answered: number; failed: number; latency: number; down: number }[]>`
    select coalesce(sum(answered), 0)::integer as "answered", coalesce(sum(failed), 0)::integer as "failed",
      coalesce(sum(latency_ms), 0)::bigint as "latency",
      (select coalesce(sum(extract(epoch from least(coalesce(to_at, ${now()}), ${now()}) - greatest(from_at, ${from}))), 0)
        from exchange_outage where system = ${system} and coalesce(to_at, 'infinity') > ${from})::float8 as "down"
    from exchange_minute where system = ${system} and minute >= ${from}`
  const calls = row!.answered + row!.failed
  return {
    calls,
    answered: calls === 0 ? null : row!.answered / calls,
    averageMs: row!.answered === 0 ? null : Math.round(row!.latency / row!.answered),
    up: 1 - Math.min(1, row!.down / (hours * 3600))
  }
}

export type StateRow = {
  breaker: Breaker
  failures: number
  retryAt: Date | null
  lastOkAt: Date | null
  lastError: string | null
  lastErrorAt: Date | null
  waiting: number
  oldestWaiting: Date | null
  failed: number
}

export async function stateOf({ sql }: Ctx, system: string): Promise<StateRow> {
  const [row] = await sql<StateRow[]>`
    select coalesce(state.breaker, 'closed') as "breaker", coalesce(state.failures, 0) as "failures",
      state.retry_at as "retryAt", state.last_ok_at as "lastOkAt", state.last_error as "lastError",
      state.last_error_at as "lastErrorAt", queue.waiting as "waiting", queue.oldest as "oldestWaiting",
      queue.failed as "failed"
    from (
      select count(*) filter (where state = 'waiting')::integer as waiting,
        min(created_at) filter (where state = 'waiting') as oldest,
        count(*) filter (where state = 'failed')::integer as failed
      from exchange_message where system = ${system}
    ) as queue left join exchange_state as state on state.system = ${system}`
  return row!
}

export type CallRow = {
  position: number
  call: string
  system: string
  operation: string
  at: Date
  officerName: string | null
  unit: string | null
  dossier: string | null
  purpose: string
  mode: string
  outcome: string | null
  said: string | null
  latencyMs: number | null
}

/** Requests of a system (or of all), newest first, a page at a time. */
export const recentCalls = (
  { sql }: Ctx,
  asked: { system: string | null; before: number | null; most: number }
): Promise<CallRow[]> => sql<CallRow[]>`
  select asked.position as "position", asked.call as "call", asked.system as "system", asked.operation as "operation",
    asked.at as "at", asked.facts ->> 'officerName' as "officerName", asked.facts ->> 'unit' as "unit",
    asked.facts ->> 'dossier' as "dossier", asked.facts ->> 'purpose' as "purpose", asked.facts ->> 'mode' as "mode",
    answer.outcome as "outcome", answer.facts ->> 'said' as "said", (answer.facts ->> 'latencyMs')::integer as "latencyMs"
  from exchange_record as asked
    left join exchange_record as answer on answer.call = asked.call and answer.kind = 'answer'
  where asked.kind = 'request' and (${asked.system}::text is null or asked.system = ${asked.system})
    and (${asked.before}::bigint is null or asked.position < ${asked.before})
  order by asked.position desc limit ${asked.most}`
