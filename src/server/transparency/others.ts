import type { Ctx } from '#server/platform/index.ts'

/**
 * Brings the settlements of dossiers that other systems settle in step with the view `all_dossier`, which shows each
 * dossier once: told anew since an instant, or all of them. What is ours by now, or told later by another source, goes.
 * What the source does not tell is null: such a dossier is counted, but neither late nor on time.
 */
export async function followOthers({ sql }: Ctx, since: Date | null): Promise<number> {
  const gone = await sql<{ id: string }[]>`
    delete from settlement s
    where s.source <> '' and not exists (select from all_dossier a where a.source = s.source and a.code = s.code)
    returning s.dossier_id as "id"`
  const written = await sql<{ id: string }[]>`
    insert into settlement as held (dossier_id, version, source, code, procedure_code, channel, receiving_unit,
      settling_unit, rule_set, phase, ending, filed_at, received_at, original_due_at, due_at, finished_at, returned_at,
      index_due_at, index_late, supplements, extensions, waiting_for)
    select md5(a.source || ' ' || a.code)::uuid, 0, a.source, a.code, a.procedure_code,
      coalesce((array['counter', 'online', 'post'])[a.channel], 'unknown'), a.receiving_unit, a.settling_unit, '', a.phase,
      case a.state when 3 then 'not-accepted' when 8 then 'stopped' end, a.filed_at, a.received_at, a.due_at, known.due,
      known.finished, a.returned_at, known.due, known.finished > known.due, 0, 0,
      case a.state when 5 then 'supplement' when 6 then 'fee' end
    from all_dossier a
    cross join lateral (select
      -- An end whose time is not told is counted when it was told, and then without a due moment: nobody knows how it ended.
      case when a.state in (3, 8, 9, 10) then coalesce(a.finished_at, a.returned_at, a.told_at) else a.finished_at end as finished,
      case when a.state in (1, 3) or a.finished_at is null and a.state in (5, 6, 8, 9, 10) then null else a.due_at end as due) as known
    where a.source is not null and (${since}::timestamptz is null or a.told_at >= ${since})
    on conflict (dossier_id) do update set procedure_code = excluded.procedure_code, channel = excluded.channel,
      receiving_unit = excluded.receiving_unit, settling_unit = excluded.settling_unit, phase = excluded.phase,
      ending = excluded.ending, filed_at = excluded.filed_at, received_at = excluded.received_at,
      original_due_at = excluded.original_due_at, due_at = excluded.due_at, finished_at = excluded.finished_at,
      returned_at = excluded.returned_at, index_due_at = excluded.index_due_at, index_late = excluded.index_late,
      waiting_for = excluded.waiting_for
    returning held.dossier_id as "id"`
  return gone.length + written.length
}
