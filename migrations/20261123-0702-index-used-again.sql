-- Whether a stored paper served a dossier (4.3 of the service-quality index) is found when its settlement is written, and
-- kept with it: what its holder put into the store by himself is no paper of an office used again. Asked anew for every dossier of a month it took two thirds of the index's time.
alter table settlement add column again boolean;
comment on column settlement.again is 'A paper of the register served it, or it holds a file that an earlier dossier held; null: not looked at yet.';

create function used_again(dossier uuid, received timestamptz) returns boolean language sql stable parallel safe as $$
  select exists (
    select from paper_use u join paper p on p.id = u.paper where u.dossier = used_again.dossier and p.source <> 'own') or exists (
    select from blob_use own
    join blob_use shared on shared.blob = own.blob and shared.kind = 'dossier' and shared.ref <> own.ref
    join dossier earlier on earlier.id = case when shared.kind = 'dossier' then shared.ref::uuid end
      and earlier.received_at < used_again.received and earlier.phase <> 'voided'
    where own.kind = 'dossier' and own.ref = used_again.dossier::text)
$$;
comment on function used_again is 'What settlement.again keeps, asked of one dossier.';

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
    coalesce(s.finished_at < before, false) and coalesce(s.personal_store, s.source = '' and told.any and s.e_result
      and s.ending in ('granted', 'refused') and exists (
        select from national_ledger l join event e on e.case_id = l.dossier_id and e.version <= l.told_version
          and e.type in ('dossier.settled', 'dossier.refused', 'dossier.settled-at-once')
        where l.dossier_id = s.dossier_id)),
    s.received_at >= since and s.source = '' and told.any,
    s.received_at >= since and s.source = '' and told.any and exists (
      select from national_ledger l where l.dossier_id = s.dossier_id and l.told_version is not null)
  from settlement s
  cross join lateral (select exists (select from linkage_check where outcome is not null and dossier_id is not null) as any) asked
  cross join lateral (select exists (select from national_ledger where dossier_id is not null) as any) told
  cross join lateral (select exists (select from blob_use where kind = 'dossier') or exists (select from paper_use) as any) held
  where s.received_at < before and (s.finished_at is null or s.finished_at >= since)
    and (under is null or s.settling_unit = under or starts_with(s.settling_unit, under || '.'))
$$;
