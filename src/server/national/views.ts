import type { Ctx } from '#server/platform/index.ts'
import type { LedgerEntry } from './model.ts'

export type LedgerAsked = {
  readonly drift: boolean
  readonly after: string
  readonly most: number
  readonly code: string | null
}

/** The ledger by code: all of it, or where the sides differ; or one row. */
export const ledger = ({ sql }: Ctx, { drift, after, most, code }: LedgerAsked) => sql<LedgerEntry[]>`
  select ledger.code as "code", ledger.dossier_id as "dossierId", dossier.code as "dossierCode", ledger.source as "source",
    ledger.our_state as "ourState", ledger.our_version as "ourVersion", ledger.our_at as "ourAt",
    ledger.told_version as "toldVersion", ledger.told_at as "toldAt", ledger.their_state as "theirState",
    ledger.their_version as "theirVersion", ledger.their_at as "theirAt", ledger.asked_at as "askedAt",
    ledger.difference as "difference", ledger.found_at as "foundAt", ledger.accepted_at as "acceptedAt",
    ledger.accepted_by as "acceptedBy", coalesce(ledger.difference = 'refused-there', false) as "refused"
  from national_ledger as ledger left join dossier on dossier.id = ledger.dossier_id
  where ledger.code > ${after} and (not ${drift}::boolean or ledger.difference is not null)
    and (${code}::text is null or ledger.code = ${code})
  order by ledger.code limit ${most}`

export const entryOf = async (ctx: Ctx, code: string): Promise<LedgerEntry | null> =>
  (await ledger(ctx, { drift: false, after: '', most: 1, code }))[0] ?? null

export type Summary = {
  dossiers: number
  differing: number
  waiting: number
  /** Messages of both directions that need a person. */
  left: number
  waitingIn: number
  comparedAt: Date | null
}
export const summary = async ({ sql }: Ctx): Promise<Summary> => {
  const [row] = await sql<Summary[]>`
    select (select count(*) from national_ledger)::integer as "dossiers",
      (select count(*) from national_ledger where difference is not null)::integer as "differing",
      (select count(*) from national_message where direction = 'out' and standing in ('waiting', 'sending'))::integer as "waiting",
      (select count(*) from national_message where standing = 'refused')::integer as "left",
      (select count(*) from national_message where direction = 'in' and standing = 'waiting')::integer as "waitingIn",
      (select compared_at from national_place) as "comparedAt"`
  return row!
}

export type Proof = {
  code: string
  dossier: string
  unit: string
  dueAt: Date
  finishedAt: Date
  heardThere: Date
  attempts: number
  outages: number
  outageMinutes: number
  firstSentAt: Date | null
}
/**
 * Dossiers that the office finished in time and of which the portal heard too late: what it marks as late comes from the
 * link. With the outages between and the tries that it took.
 */
export const proofs = ({ sql }: Ctx, after: Date | null, most: number) => sql<Proof[]>`
  select ledger.code as "code", dossier.code as "dossier", dossier.settling_unit as "unit", dossier.due_at as "dueAt",
    dossier.finished_at as "finishedAt", heard.at as "heardThere", heard.first_sent_at as "firstSentAt",
    (heard.attempts + coalesce(tried.attempts, 0))::integer as "attempts", coalesce(away.outages, 0)::integer as "outages",
    coalesce(away.minutes, 0)::integer as "outageMinutes"
  from dossier join national_ledger as ledger on ledger.dossier_id = dossier.id
    join lateral (
      select coalesce(message.done_at, now()) as at, message.sent_at as first_sent_at, message.attempts, message.batch
      from national_message as message
      where message.dossier_id = dossier.id and message.direction = 'out' and message.state in (3, 9, 10)
        and message.kind <> 'resent'
      order by message.version limit 1
    ) as heard on true
    left join lateral (
      select sum(outbox.attempts - 1) as attempts from exchange_message as outbox
      where outbox.system = 'portal' and outbox.key in ('national:' || heard.batch::text || ':record',
        'national:' || heard.batch::text || ':progress')
    ) as tried on true
    left join lateral (
      select count(*) as outages, round(sum(extract(epoch from least(coalesce(outage.to_at, heard.at), heard.at)
        - greatest(outage.from_at, dossier.finished_at)) / 60)) as minutes
      from exchange_outage as outage
      where outage.system = 'portal' and outage.from_at < heard.at
        and coalesce(outage.to_at, 'infinity') > dossier.finished_at
    ) as away on true
  where dossier.finished_at <= dossier.due_at and heard.at > dossier.due_at
    and (${after}::timestamptz is null or dossier.finished_at < ${after})
  order by dossier.finished_at desc, dossier.id limit ${most}`

/** The portal's outages while it had still to hear of this dossier: nobody at the office could have told it sooner. */
export const portalOutages = ({ sql }: Ctx, dossier: string) => sql<{ from: Date; to: Date | null }[]>`
  select distinct outage.from_at as "from", outage.to_at as "to"
  from exchange_outage as outage join national_message as message
    on message.dossier_id = ${dossier}::uuid and message.direction = 'out'
      and message.entered_at < coalesce(outage.to_at, 'infinity')
      and coalesce(message.done_at, 'infinity') > outage.from_at
  where outage.system = 'portal'
  order by outage.from_at desc limit 20`
