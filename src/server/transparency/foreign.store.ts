import type { Ctx } from '#server/platform/index.ts'

/**
 * Dossiers of other systems among the settlements, each once (view `all_dossier`). What the source does not tell stays
 * unknown: `known` is false and no figure calls it late or on time. Told since `since`, or all of them.
 */
export const mirrorForeign = ({ sql, now }: Ctx, since: Date | null) => sql`
  with written as (insert into settlement (dossier_id, version, source, code, procedure_code, channel, receiving_unit, settling_unit,
    rule_set, phase, ending, filed_at, received_at, original_due_at, due_at, finished_at, returned_at, index_due_at,
    index_late, supplements, extensions, papers, papers_digitised, result_files, fee, fee_paid, fee_online, known)
  select md5(a.source || '|' || a.code)::uuid, 0, a.source, a.code, a.procedure_code,
    coalesce((array['counter', 'online', 'post'])[a.channel], 'unknown'), a.receiving_unit, a.settling_unit, '',
    (array['filed', 'accepted', 'not-accepted', 'processing', 'supplement', 'fee-due', 'withdrawing', 'stopped',
      'settled', 'returned'])[a.state],
    case when told.finished is null then null when a.state = 3 then 'not-accepted' when a.state = 8 then 'stopped'
      else 'granted' end,
    a.filed_at, a.received_at, a.due_at, told.due, told.finished, a.returned_at, told.due, told.finished > told.due,
    0, 0, null, null, null, null, null, null,
    told.due is not null and (told.finished is null or a.received_at is null or told.finished >= a.received_at)
  from all_dossier a
  cross join lateral (select
    -- An end whose time is not told is counted when it was told, and then without a due moment: nobody knows how it ended.
    case when a.state in (3, 8, 9, 10) then coalesce(a.finished_at, a.returned_at, a.told_at)
      else a.finished_at end as finished,
    case when a.state in (1, 3) or a.finished_at is null and a.state in (5, 6, 8, 9, 10) then null
      else a.due_at end as due) as told
  where a.source is not null and (${since}::timestamptz is null or a.told_at >= ${since})
  on conflict (dossier_id) do update set procedure_code = excluded.procedure_code, channel = excluded.channel,
    receiving_unit = excluded.receiving_unit, settling_unit = excluded.settling_unit, phase = excluded.phase,
    ending = excluded.ending, filed_at = excluded.filed_at, received_at = excluded.received_at,
    original_due_at = excluded.original_due_at, due_at = excluded.due_at, finished_at = excluded.finished_at,
    returned_at = excluded.returned_at, index_due_at = excluded.index_due_at, index_late = excluded.index_late,
    known = excluded.known
  returning received_at, finished_at)
  insert into stale_month (month, since)
  select distinct to_char(at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM') as month, ${now()}::timestamptz
  from written cross join lateral (values (received_at), (finished_at)) as moved (at)
  where at is not null
  order by month
  on conflict (month) do update set since = excluded.since`

/** Forgets those that became ours, or that another source tells of now. */
export const forgetForeign = ({ sql }: Ctx) => sql`
  delete from settlement s where s.source <> '' and not exists (
    select from all_dossier a where a.source = s.source and a.code = s.code)`

/** Of these settlements those of other systems: they open in the list of that system's dossiers, not as ours. */
export const foreignAmong = async ({ sql }: Ctx, ids: readonly string[]): Promise<string[]> =>
  (
    await sql<{ code: string }[]>`
      select code as "code" from settlement where dossier_id = any(${[...ids]}::uuid[]) and source <> ''`
  ).map(({ code }) => code)
