import type { Ctx, Day } from '#server/platform/index.ts'
import type { Announcement, ProcedureFacts } from './procedures.rules.ts'

export type Span = { readonly since: Date; readonly before: Date; readonly moment: Date; readonly under: string | null }
export type DossierCounts = {
  code: string
  handled: number
  timely: number
  all: number
  received: number
  online: number
  charged: number
  paid: number
  settled: number
  eResult: number
  papered: number
  digitised: number
  tellsReuse: number
  reused: number
  tellsPopulation: number
  population: number
  tellsStore: number
  stored: number
  tellsSync: number
  synced: number
  days: number
}

/** Everything the index counts of dossiers, by procedure: one statement over the settlements of the period. */
export const dossierCounts = ({ sql }: Ctx, { since, before, moment, under }: Span) => sql<DossierCounts[]>`
  select procedure_code as "code", count(*) as "all", count(*) filter (where is_handled) as "handled",
    count(*) filter (where is_timely) as "timely", count(*) filter (where is_received) as "received",
    count(*) filter (where is_online) as "online", count(*) filter (where is_charged) as "charged",
    count(*) filter (where is_paid_online) as "paid", count(*) filter (where is_settled) as "settled",
    count(*) filter (where is_e_result) as "eResult", count(*) filter (where has_papers) as "papered",
    count(*) filter (where is_digitised) as "digitised", count(*) filter (where tells_reuse) as "tellsReuse",
    count(*) filter (where is_reused) as "reused", count(*) filter (where tells_population) as "tellsPopulation",
    count(*) filter (where is_population) as "population", count(*) filter (where tells_store) as "tellsStore",
    count(*) filter (where is_stored) as "stored", count(*) filter (where tells_sync) as "tellsSync",
    count(*) filter (where is_synced) as "synced",
    coalesce(sum(extract(epoch from finished_at - received_at)) filter (where is_settled) / 86400, 0)::float8 as "days"
  from index_dossiers(${since}, ${before}, ${moment}, ${under})
  group by procedure_code`

/** The same of every settling unit apart: one reading of the settlements for the indices of all agencies. */
export const dossierCountsByUnit = ({ sql }: Ctx, { since, before, moment }: Omit<Span, 'under'>) => sql<
  (DossierCounts & { unit: string })[]
>`
  select settling_unit as "unit", procedure_code as "code", count(*) as "all", count(*) filter (where is_handled) as "handled",
    count(*) filter (where is_timely) as "timely", count(*) filter (where is_received) as "received",
    count(*) filter (where is_online) as "online", count(*) filter (where is_charged) as "charged",
    count(*) filter (where is_paid_online) as "paid", count(*) filter (where is_settled) as "settled",
    count(*) filter (where is_e_result) as "eResult", count(*) filter (where has_papers) as "papered",
    count(*) filter (where is_digitised) as "digitised", count(*) filter (where tells_reuse) as "tellsReuse",
    count(*) filter (where is_reused) as "reused", count(*) filter (where tells_population) as "tellsPopulation",
    count(*) filter (where is_population) as "population", count(*) filter (where tells_store) as "tellsStore",
    count(*) filter (where is_stored) as "stored", count(*) filter (where tells_sync) as "tellsSync",
    count(*) filter (where is_synced) as "synced",
    coalesce(sum(extract(epoch from finished_at - received_at)) filter (where is_settled) / 86400, 0)::float8 as "days"
  from index_dossiers(${since}, ${before}, ${moment}, null)
  group by settling_unit, procedure_code`

/** The procedures that a unit and what lies below it settle. */
export const procedureFacts = ({ sql }: Ctx, under: string | null) => sql<ProcedureFacts[]>`
  select p.code as "code", p.name as "name", case when p.settling_kind = 'department' then n.unit end as "office",
    p.settling_kind = 'commune' as "byCommunes", p.service_level in ('full', 'partial') as "online",
    coalesce(jsonb_path_exists(r.body, '$.fees[*] ? (@.amount > 0)'), false) as "charged",
    coalesce(jsonb_path_exists(r.body, '$.fees[*] ? (@.amount > 0 && (@.channel == null || @.channel == "online"))'), false)
      as "feeData",
    (jsonb_array_length(r.body -> 'steps') > 0)::int + (jsonb_array_length(r.body -> 'limits') > 0 or p.at_once)::int
      + (jsonb_array_length(r.body -> 'papers') > 0)::int
      + (p.at_once or r.body -> 'statutory' <> 'null' or jsonb_array_length(r.body -> 'limits') > 0)::int
      + (jsonb_array_length(r.body -> 'applicants') > 0)::int + (p.agency <> '')::int
      + (jsonb_array_length(r.body -> 'results') > 0)::int as "parts"
  from procedure p join procedure_revision r on r.id = p.current_revision
  left join unit_short_name n on n.short_name = p.settling_code
  where p.status = 'in-force' and p.settling_kind <> 'elsewhere' and (${under}::text is null
    or (p.settling_kind = 'department' and (n.unit = ${under} or starts_with(n.unit, ${under} || '.')))
    or (p.settling_kind = 'commune' and exists (select from unit u where u.level = 'commune' and u.settles
        and (u.code = ${under} or starts_with(u.code, ${under} || '.')))))
  order by p.name collate "vi-x-icu", p.code`

/** Decisions that announced procedures in the period, each revision for itself. */
export const announcements = ({ sql }: Ctx, first: Day, after: Day) => sql<Announcement[]>`
  select distinct r.code as "code", (r.body #>> '{announced,announcedOn}')::date as "announcedOn",
    (r.body #>> '{announced,madePublicOn}')::date as "madePublicOn", (r.body #>> '{announced,inForceOn}')::date as "inForceOn"
  from procedure_revision r
  where (r.body #>> '{announced,announcedOn}')::date >= ${first} and (r.body #>> '{announced,announcedOn}')::date < ${after}`

/**
 * Communes that settle, and whether each issued an electronic certified copy in the period; none where the catalogue has
 * no such procedure in force.
 */
export const certifiedCopies = (
  { sql }: Ctx,
  { since, before }: Pick<Span, 'since' | 'before'>,
  procedures: readonly string[]
) => sql<{ unit: string; issues: boolean }[]>`
  with issuing as (
    select distinct settling_unit from settlement
    where procedure_code = any(${[...procedures]}::text[]) and e_result and finished_at >= ${since} and finished_at < ${before}
  )
  select u.code as "unit", i.settling_unit is not null as "issues"
  from unit u left join issuing i on i.settling_unit = u.code
  where u.level = 'commune' and u.settles and (u.valid_to is null or u.valid_to >= ${since}::date)
    and exists (select from procedure where code = any(${[...procedures]}::text[]) and status = 'in-force')`

export type BehindRow = {
  id: string
  code: string
  procedure: string
  unit: string
  receivedAt: Date
  dueAt: Date | null
  finishedAt: Date | null
  counts: boolean
}
/** The dossiers behind one component: what it is taken of (`base`) and whether each counts, newest first. */
export const dossiersBehind = (
  { sql }: Ctx,
  { since, before, moment, under }: Span,
  asked: { measure: string; counts: boolean | null; after: { at: string; id: string } | null; limit: number }
) => sql<BehindRow[]>`
  with judged as (
    select d.dossier_id, d.code, d.procedure_code, d.settling_unit, d.received_at, d.due_at, d.finished_at,
      case ${asked.measure}::text when 'progress' then is_handled when 'online-dossiers' then is_received
        when 'paid-online' then is_charged when 'e-result' then is_settled when 'average-time' then is_settled
        when 'digitised' then has_papers when 'reused' then tells_reuse
        when 'population-dossiers' then tells_population when 'stored' then tells_store when 'synced' then tells_sync else false end as base,
      case ${asked.measure}::text when 'progress' then is_timely when 'online-dossiers' then is_online
        when 'paid-online' then is_paid_online when 'e-result' then is_e_result when 'average-time' then is_settled
        when 'digitised' then is_digitised when 'reused' then is_reused
        when 'population-dossiers' then is_population when 'stored' then is_stored when 'synced' then is_synced else false end as counts
    from index_dossiers(${since}, ${before}, ${moment}, ${under}) d
  )
  select j.dossier_id as "id", j.code as "code", j.procedure_code || ' ' || coalesce(p.name, '') as "procedure",
    j.settling_unit as "unit", j.received_at as "receivedAt", j.due_at as "dueAt", j.finished_at as "finishedAt",
    j.counts as "counts"
  from judged j left join procedure p on p.code = j.procedure_code
  where j.base and (${asked.counts}::boolean is null or j.counts = ${asked.counts})
    and (${asked.after?.id ?? null}::uuid is null
      or (j.received_at, j.dossier_id) < (${asked.after?.at ?? null}::timestamptz, ${asked.after?.id ?? null}::uuid))
  order by j.received_at desc, j.dossier_id desc limit ${asked.limit}`

/** Keeps what the index of a unit was when a period was over; what is kept already stays. */
export const freezeIndex = (
  { sql, now }: Ctx,
  { unit, period, version, body }: { unit: string; period: string; version: string; body: object }
) => sql`
  insert into index_frozen (unit, period, version, body, frozen_at)
  values (${unit}, ${period}, ${version}, ${sql.json(body as never)}, ${now()}) on conflict do nothing`

/** Keeps the dossiers behind a month with what each counted for. */
export const freezeDossiers = ({ sql }: Ctx, period: string, { since, before, moment }: Omit<Span, 'under'>) => sql`
  insert into index_frozen_dossier (period, dossier_id, code, procedure_code, settling_unit, facts)
  select ${period}, dossier_id, code, procedure_code, settling_unit, array_remove(array[
    case when is_handled then 'handled' end, case when is_timely then 'timely' end,
    case when is_received then 'received' end, case when is_online then 'online' end,
    case when is_charged then 'charged' end, case when is_paid_online then 'paid-online' end,
    case when is_settled then 'settled' end, case when is_e_result then 'e-result' end,
    case when has_papers then 'papers' end, case when is_digitised then 'digitised' end,
    case when is_reused then 'reused' end, case when is_population then 'population' end,
    case when is_stored then 'stored' end, case when is_synced then 'synced' end], null)
  from index_dossiers(${since}, ${before}, ${moment}, null)
  on conflict do nothing`

export const frozenIndex = async ({ sql }: Ctx, unit: string, period: string) =>
  (
    await sql<{ version: string; body: unknown; frozenAt: Date }[]>`
      select version as "version", body as "body", frozen_at as "frozenAt" from index_frozen
      where unit = ${unit} and period = ${period}`
  )[0] ?? null

export const isFrozen = async ({ sql }: Ctx, period: string): Promise<boolean> =>
  (await sql<{ found: boolean }[]>`select exists (select from index_frozen where period = ${period}) as "found"`)[0]!
    .found

/** The first day anything was received; null in an empty office. */
export const firstReceived = async ({ sql }: Ctx): Promise<Date | null> =>
  (await sql<{ at: Date | null }[]>`select min(received_at) as "at" from settlement`)[0]?.at ?? null

export const historyIsBeingTold = async ({ sql }: Ctx): Promise<boolean> =>
  (
    await sql<{ told: boolean }[]>`
      select exists (select from province where demonstration and not demonstration_told) as "told"`
  )[0]!.told
