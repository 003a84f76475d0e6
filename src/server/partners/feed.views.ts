import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { Place } from './cursor.rules.ts'

export type FeedRow = {
  transaction: string
  position: number
  kind: string
  at: Date
  code: string
  version: number
  receivingUnit: string
  settlingUnit: string
}
export type FeedAsked = {
  readonly after: Place
  readonly exact: readonly string[]
  readonly families: readonly string[]
  /** Dossiers of this unit and below it; null for all. */
  readonly unit: string | null
  readonly limit: number
}

/** Events of dossiers after a place, in the relay's order: below the oldest transaction still running. */
export const feedAfter = ({ sql }: Ctx, { after, exact, families, unit, limit }: FeedAsked) => sql<FeedRow[]>`
  select e.transaction::text as "transaction", e.position as "position", e.type as "kind", e.at as "at",
    d.code as "code", e.version as "version", d.receiving_unit as "receivingUnit", d.settling_unit as "settlingUnit"
  from event e join dossier d on d.id = e.case_id
  where (e.transaction, e.position) > (${after.transaction}::text::xid8, ${after.position})
    and e.transaction < pg_snapshot_xmin(pg_current_snapshot())
    and e.case_kind = 'dossier'
    and ((cardinality(${exact as string[]}::text[]) = 0 and cardinality(${families as string[]}::text[]) = 0)
      or e.type = any(${exact as string[]}::text[])
      or exists (select from unnest(${families as string[]}::text[]) as family (name) where starts_with(e.type, family.name)))
    and (${unit}::text is null or d.receiving_unit = ${unit} or starts_with(d.receiving_unit, ${unit} || '.')
      or d.settling_unit = ${unit} or starts_with(d.settling_unit, ${unit} || '.'))
  order by e.transaction, e.position
  limit ${limit}`

/** The last place that can be read now. */
export const horizon = async ({ sql }: Ctx): Promise<Place | null> => {
  const [row] = await sql<{ transaction: string; position: number }[]>`
    select transaction::text as "transaction", position as "position" from event
    where transaction < pg_snapshot_xmin(pg_current_snapshot())
    order by event.transaction desc, event.position desc limit 1`
  return row ?? null
}

export type Match = FeedRow & { webhook: string }

/** What active webhooks are to be told of the next events; those before a webhook was made, and loaded history, are no news. */
export const matchesAfter = ({ sql, now }: Ctx, after: Place, upTo: Place) => sql<Match[]>`
  select w.id as "webhook", e.transaction::text as "transaction", e.position as "position", e.type as "kind",
    e.at as "at", d.code as "code", e.version as "version", d.receiving_unit as "receivingUnit",
    d.settling_unit as "settlingUnit"
  from event e join dossier d on d.id = e.case_id join webhook w on w.state = 'active' and e.at >= w.created_at
  where (e.transaction, e.position) > (${after.transaction}::text::xid8, ${after.position})
    and (e.transaction, e.position) <= (${upTo.transaction}::text::xid8, ${upTo.position})
    and e.case_kind = 'dossier'
    and (cardinality(w.kinds) = 0 or e.type = any(w.kinds)
      or exists (select from unnest(w.kinds) as asked (kind)
                 where asked.kind like '%.*' and starts_with(e.type, left(asked.kind, -1))))
    and (w.unit is null or d.receiving_unit = w.unit or starts_with(d.receiving_unit, w.unit || '.')
      or d.settling_unit = w.unit or starts_with(d.settling_unit, w.unit || '.'))
    and feature_on('webhooks', d.receiving_unit, ${dayOf(now())}::date)
  order by e.transaction, e.position`

/** The place the webhooks have come to; the first time it is where the feed ends now. */
export const placeOfWebhooks = ({ sql }: Ctx, first: Place) => sql<{ transaction: string; position: number }[]>`
  insert into event_reader (name, transaction, position)
  values ('webhooks', ${first.transaction}::text::xid8, ${first.position})
  on conflict (name) do update set read_at = now()
  returning transaction::text as "transaction", position as "position"`

/** The end of the next batch, so that a long feed is read in pieces. */
export const nextEnd = ({ sql }: Ctx, after: Place, batch: number) => sql<{ transaction: string; position: number }[]>`
  select transaction::text as "transaction", position as "position" from (
    select transaction, position from event
    where (transaction, position) > (${after.transaction}::text::xid8, ${after.position})
      and transaction < pg_snapshot_xmin(pg_current_snapshot())
    order by transaction, position limit ${batch}) as next
  order by next.transaction desc, next.position desc limit 1`
