-- Which results went into the personal store (4.4 of the service-quality index) is asked once for all dossiers of the
-- period, and no longer of each.
create or replace function index_dossiers(since timestamptz, before timestamptz, moment timestamptz, under text)
  returns table (dossier_id uuid, code text, procedure_code text, settling_unit text, received_at timestamptz,
    due_at timestamptz, finished_at timestamptz, is_handled boolean, is_timely boolean, is_received boolean,
    is_online boolean, is_charged boolean, is_paid_online boolean, is_settled boolean, is_e_result boolean,
    has_papers boolean, is_digitised boolean, tells_reuse boolean, is_reused boolean, tells_population boolean,
    is_population boolean, tells_store boolean, is_stored boolean, tells_sync boolean, is_synced boolean)
  language sql stable parallel safe as $$
  select s.dossier_id, s.code, s.procedure_code, s.settling_unit, s.received_at, s.index_due_at,
    case when s.finished_at < before then s.finished_at end,
    s.known,
    s.known and case when s.finished_at < before then not coalesce(s.index_late, false)
      else s.supplements <= 1 and coalesce(s.index_due_at >= least(moment,
        case when s.waiting_for = 'supplement' then s.waiting_since end), true) end,
    s.received_at >= since,
    s.received_at >= since and s.channel = 'online'
      and (s.e_result or s.finished_at is null or s.finished_at >= before or s.ending not in ('granted', 'refused')),
    s.received_at >= since and s.fee > 0,
    s.received_at >= since and s.fee > 0 and s.fee_online > 0,
    coalesce(s.finished_at < before and s.ending in ('granted', 'refused'), false),
    coalesce(s.finished_at < before and s.ending in ('granted', 'refused'), false) and s.e_result,
    s.received_at >= since and s.papers > 0,
    s.received_at >= since and s.papers_digitised > 0,
    s.received_at >= since and (s.reused is not null or (s.source = '' and s.papers > 0 and held.any)),
    s.received_at >= since and coalesce(s.reused, s.source = '' and s.papers > 0 and held.any
      and coalesce(s.again, used_again(s.dossier_id, s.received_at))),
    s.received_at >= since and (s.population is not null or (s.source = '' and asked.any)),
    s.received_at >= since and coalesce(s.population, s.source = '' and asked.any and exists (
      select from linkage_check c where c.dossier_id = s.dossier_id
        and c.outcome in ('match', 'differs', 'not-found', 'mismatch'))),
    coalesce(s.finished_at < before, false) and (s.personal_store is not null
      or (s.source = '' and told.any and s.ending in ('granted', 'refused'))),
    coalesce(s.finished_at < before, false) and coalesce(s.personal_store, stored.dossier_id is not null),
    s.received_at >= since and s.source = '' and told.any,
    s.received_at >= since and s.source = '' and told.any and exists (
      select from national_ledger l where l.dossier_id = s.dossier_id and l.told_version is not null)
  from settlement s
  cross join lateral (select exists (select from linkage_check where outcome is not null and dossier_id is not null) as any) asked
  cross join lateral (select exists (select from national_ledger where dossier_id is not null) as any) told
  cross join lateral (select exists (select from blob_use where kind = 'dossier') or exists (select from paper_use) as any) held
  left join (
    select distinct ended.dossier_id
    from settlement ended
    join national_ledger l on l.dossier_id = ended.dossier_id
    join event e on e.case_id = l.dossier_id and e.version <= l.told_version
      and e.type in ('dossier.settled', 'dossier.refused', 'dossier.settled-at-once')
    where ended.finished_at >= since and ended.finished_at < before and ended.received_at < before
      and ended.source = '' and ended.e_result and ended.ending in ('granted', 'refused')
      and (under is null or ended.settling_unit = under or starts_with(ended.settling_unit, under || '.'))
  ) stored on stored.dossier_id = s.dossier_id
  where s.received_at < before and (s.finished_at is null or s.finished_at >= since)
    and (under is null or s.settling_unit = under or starts_with(s.settling_unit, under || '.'))
$$;
