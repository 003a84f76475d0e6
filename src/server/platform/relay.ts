import type { Database } from './database.ts'

/** An event as readers of the feed get it. */
export type FedEvent = {
  readonly position: number
  readonly caseKind: string
  readonly caseId: string
  readonly version: number
  readonly type: string
  readonly at: Date
  /** When the relay read it: an event that is much older was loaded from elsewhere. */
  readonly readAt: Date
  readonly data: Record<string, unknown>
}

/** Background work wished for by an event. `key` makes a job unique while it waits; a job run twice does no harm. */
export type Job = {
  readonly task: string
  readonly payload: Record<string, unknown>
  readonly key?: string
  readonly runAt?: Date
}

/** What each kind of event sets in motion, merged from the slices; `*` is set in motion by every event. */
export type Reactions = Readonly<Record<string, (event: FedEvent) => readonly Job[]>>

/** What several slices do about the same events, one after the other. */
export function mergeReactions(...tables: readonly Reactions[]): Reactions {
  const types = new Set(tables.flatMap(Object.keys))
  return Object.fromEntries(
    [...types].map(type => [type, (event: FedEvent) => tables.flatMap(table => table[type]?.(event) ?? [])])
  )
}

/** Of jobs with the same key only the last is asked for: the others would only be put off by it. */
const distinct = (jobs: readonly Job[]): Job[] => [
  ...jobs.filter(job => !job.key),
  ...new Map(jobs.filter(job => job.key).map(job => [job.key, job])).values()
]

/**
 * Turns the next events into jobs, once each: reads after the stored place, below the oldest running transaction,
 * enqueues in one call and moves the place, all in one transaction. Returns how many events were read.
 */
export async function relay(sql: Database, schema: string, reactions: Reactions, batch = 1000): Promise<number> {
  return sql.begin(async tx => {
    const [place] = await tx<{ transaction: string; position: number }[]>`
      insert into event_reader (name) values ('relay') on conflict (name) do update set read_at = now()
      returning transaction::text as "transaction", position as "position"`
    const events = await tx<(FedEvent & { transaction: string })[]>`
      select transaction::text as "transaction", position as "position", case_kind as "caseKind", case_id as "caseId",
        version as "version", type as "type", at as "at", now() as "readAt", data as "data"
      from event
      where (transaction, position) > (${place!.transaction}::text::xid8, ${place!.position})
        and transaction < pg_snapshot_xmin(pg_current_snapshot())
      order by event.transaction, event.position
      limit ${batch}`
    if (events.length === 0) return 0
    const jobs = distinct(events.flatMap(event => [event.type, '*'].flatMap(type => reactions[type]?.(event) ?? [])))
    if (jobs.length > 0) {
      const specs = jobs.map(job => ({
        identifier: job.task,
        payload: { ...job.payload, province: schema },
        jobKey: job.key ? `${schema}:${job.key}` : undefined,
        runAt: job.runAt?.toISOString()
      }))
      await tx`
        select count(*) from graphile_worker.add_jobs(array(
          select (spec ->> 'identifier', spec -> 'payload', null, (spec ->> 'runAt')::timestamptz, null,
            spec ->> 'jobKey', null, null)::graphile_worker.job_spec
          from jsonb_array_elements(${tx.json(specs as never)}) as spec))`
    }
    const last = events.at(-1)!
    await tx`
      update event_reader set transaction = ${last.transaction}::text::xid8, position = ${last.position} where name = 'relay'`
    return events.length
  }) as Promise<number>
}
