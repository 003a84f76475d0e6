import type { Ctx } from '#server/platform/index.ts'
import type { Beliefs, Difference } from './model.ts'

export type SaidThere = { code: string; state: number; version: number | null; at: string; receivedAt: string | null }

/** What they say they have; `asked`: also those of which they said nothing. */
export const heardOf = ({ sql, now }: Ctx, said: readonly SaidThere[], asked: readonly string[], askedAt: Date) => sql`
  with given as (
    select code, state, version, at, "receivedAt" as received_at from jsonb_to_recordset(${sql.json(said as never)})
      as said (code text, state integer, version integer, at timestamptz, "receivedAt" timestamptz)
  ), heard as (
    update national_ledger as ledger set their_state = given.state, their_version = given.version, their_at = given.at,
      their_received_at = coalesce(given.received_at, ledger.their_received_at), asked_at = ${askedAt},
      accepted_at = case when ledger.their_state is distinct from given.state then null else ledger.accepted_at end,
      accepted_by = case when ledger.their_state is distinct from given.state then null else ledger.accepted_by end
    from given where ledger.code = given.code
  ), missing as (
    update national_ledger as ledger set their_state = null, their_version = null, their_at = null, asked_at = ${askedAt}
    where ledger.code = any(${[...asked]}::text[]) and not exists (select from given where given.code = ledger.code)
  )
  insert into national_ledger (code, source, their_state, their_version, their_at, asked_at, difference, found_at)
  select given.code, 'portal', given.state, given.version, given.at, ${askedAt}, 'unknown-here', ${now()}
  from given
  where not exists (select from national_ledger as ledger where ledger.code = given.code)
    and not exists (select from national_message as message where message.direction = 'in' and message.code = given.code)
  on conflict do nothing`

export const changesReadTo = ({ sql, now }: Ctx, upTo: string | null) => sql`
  update national_place set changes = coalesce(${upTo}::text, changes), compared_at = ${now()}`

/** Dossiers to ask about by code: told and not asked since, then those longest not asked; finished ones for a week. */
export const toAsk = ({ sql, now }: Ctx, most: number) => sql<{ code: string }[]>`
  select code as "code" from national_ledger
  where told_version is not null and dossier_id is not null
    and (asked_at is null or asked_at < told_at
      or ((our_state is distinct from 10 or told_at > ${new Date(now().getTime() - 7 * 86_400_000)})
        and asked_at < ${new Date(now().getTime() - 3 * 60_000)}))
  order by asked_at nulls first limit ${most}`

export type Judged = Beliefs & { code: string; dossierId: string | null; difference: Difference | null }
/** Rows whose judgement may have changed: those heard of or told lately, and those that differ. */
export const toJudge = ({ sql }: Ctx, since: Date, after: string, most: number) => sql<Judged[]>`
  select code as "code", dossier_id as "dossierId", our_state as "ourState", our_version as "ourVersion",
    our_at as "ourAt", told_version as "toldVersion", told_at as "toldAt", their_state as "theirState",
    their_version as "theirVersion", asked_at as "askedAt", difference as "difference",
    exists (select from national_message as message where message.dossier_id = ledger.dossier_id
      and message.direction = 'out' and message.standing = 'refused' and message.version = ledger.our_version) as "refused"
  from national_ledger as ledger
  where accepted_at is null and code > ${after}
    and (difference is not null or asked_at >= ${since} or told_version is distinct from our_version)
  order by code limit ${most}`

export const judged = ({ sql, now }: Ctx, verdicts: readonly { code: string; difference: Difference | null }[]) => sql<
  { code: string }[]
>`
  update national_ledger as ledger set difference = verdict.difference,
    found_at = case when verdict.difference is null then null else ${now()}::timestamptz end
  from jsonb_to_recordset(${sql.json(verdicts as never)}) as verdict (code text, difference text)
  where ledger.code = verdict.code and ledger.difference is distinct from verdict.difference
  returning ledger.code as "code"`
