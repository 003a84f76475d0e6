-- Figures: one definition of what counts in a period for the reports and for the index; frozen months, sent reports, settings.

-- What a unit did in a period (Form II.06a): every dossier once, where it came from (4 online, 5 counter and post,
-- 6 from the period before) and where it went (8 early, 9 on time, 10 late, 12 in hand within time, 13 in hand late).
-- In hand is judged by the due date as it stood at `moment`; while the clock stands still, as it stood when it stopped.
create function report_dossiers(since timestamptz, before timestamptz, moment timestamptz, under text, favoured text[])
  returns table (dossier_id uuid, code text, procedure_code text, settling_unit text, received_at timestamptz,
    due_at timestamptz, finished_at timestamptz, channel text, came smallint, went smallint)
  language sql stable parallel safe as $$
  select s.dossier_id, s.code, s.procedure_code, s.settling_unit, s.received_at,
    case when s.finished_at < before or e.kind is null then s.due_at
      when e.kind = 'paused' then e.due_before else e.due_after end,
    case when s.finished_at < before then s.finished_at end, s.channel,
    case when s.received_at < since then 6 when s.channel = 'online' then 4 else 5 end::smallint,
    case
      when s.finished_at < before then case
        when s.ending = 'stopped' and 'withdrawn' = any(favoured) then 9
        when s.ending = 'refused' and 'returned' = any(favoured) then 9
        when s.due_at is null then 9
        when s.finished_at > s.due_at then 10
        when (s.finished_at at time zone 'Asia/Ho_Chi_Minh')::date < (s.due_at at time zone 'Asia/Ho_Chi_Minh')::date then 8
        else 9 end
      when e.kind = 'paused' then case
        when e.cause = 'supplement' and 'waiting' = any(favoured) then 12
        when e.due_before < e.at then 13 else 12 end
      when (case when e.kind is null then s.due_at else e.due_after end) < moment then 13
      else 12 end::smallint
  from settlement s
  left join lateral (
    select d.kind, d.cause, d.at, d.due_before, d.due_after from deadline_entry d
    where d.dossier_id = s.dossier_id and d.at < moment and (s.finished_at is null or s.finished_at >= before)
    order by d.version desc limit 1
  ) e on true
  where s.known and s.received_at < before and (s.finished_at is null or s.finished_at >= since)
    and (under is null or s.settling_unit = under or starts_with(s.settling_unit, under || '.'))
$$;

-- What the service-quality index (Decision 766) counts of a period, dossier by dossier.
create function index_dossiers(since timestamptz, before timestamptz, moment timestamptz, under text)
  returns table (dossier_id uuid, code text, procedure_code text, settling_unit text, received_at timestamptz,
    due_at timestamptz, finished_at timestamptz, is_handled boolean, is_timely boolean, is_received boolean,
    is_online boolean, is_charged boolean, is_paid_online boolean, is_settled boolean, is_e_result boolean,
    has_papers boolean, is_digitised boolean, tells_reuse boolean, is_reused boolean, tells_population boolean,
    is_population boolean, tells_store boolean, is_stored boolean)
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
    s.received_at >= since and s.reused is not null,
    s.received_at >= since and coalesce(s.reused, false),
    s.received_at >= since and s.population is not null,
    s.received_at >= since and coalesce(s.population, false),
    coalesce(s.finished_at < before, false) and s.personal_store is not null,
    coalesce(s.finished_at < before, false) and coalesce(s.personal_store, false)
  from settlement s
  where s.received_at < before and (s.finished_at is null or s.finished_at >= since)
    and (under is null or s.settling_unit = under or starts_with(s.settling_unit, under || '.'))
$$;

create table figure_setting (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null
);
comment on table figure_setting is 'What the administrator chose about counting, e.g. which endings count as on time; printed beside every figure.';

-- A month, quarter or year of the index as it stood when it was over. Never changed.
create table index_frozen (
  unit text not null,
  period text not null check (period ~ '^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$'),
  version text not null,
  body jsonb not null,
  frozen_at timestamptz not null,
  primary key (unit, period)
);
comment on column index_frozen.period is '2026-11, 2026-Q4 or 2026.';
create table index_frozen_dossier (
  period text not null,
  dossier_id uuid not null,
  code text not null,
  procedure_code text not null,
  settling_unit text not null,
  facts text[] not null,
  primary key (period, dossier_id)
);
comment on table index_frozen_dossier is 'The dossiers behind a frozen month, with what each counted for.';

-- Figures of the national portal as loaded, to be compared with ours.
create table portal_figure (
  unit text not null,
  period text not null,
  component text not null,
  numerator numeric,
  denominator numeric,
  points numeric,
  loaded_at timestamptz not null,
  loaded_by text not null,
  primary key (unit, period, component)
);

-- Periodic reports as sent, with their rows and the dossiers behind each cell. Never changed; a correction is a difference.
create table report (
  id uuid primary key,
  template text not null,
  version text not null,
  unit text not null references unit,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  body jsonb not null,
  state text not null check (state in ('sent', 'confirmed', 'returned')),
  sent_at timestamptz not null,
  sent_by text not null,
  answered_at timestamptz,
  answered_by text,
  reason text,
  check ((state = 'sent') = (answered_at is null)),
  check (state <> 'returned' or reason <> '')
);
comment on column report.state is 'sent: to the unit above; confirmed: taken into its report; returned: with a reason, and sent again as a new one.';
create unique index report_standing on report (template, unit, first_day, last_day) where state <> 'returned';
create index report_listed on report (first_day desc, template, unit);
create table report_dossier (
  report uuid not null references report,
  dossier_id uuid not null,
  code text not null,
  procedure_code text not null,
  settling_unit text not null,
  channel text not null,
  line text not null,
  came smallint not null check (came in (4, 5, 6)),
  went smallint not null check (went in (8, 9, 10, 12, 13)),
  primary key (report, dossier_id)
);
create function figure_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'frozen figures never change: a correction is shown as a difference';
end $$;
create trigger index_frozen_is_final before update or delete on index_frozen for each row execute function figure_is_final();
create trigger index_frozen_dossier_is_final before update or delete on index_frozen_dossier for each row execute function figure_is_final();
create trigger report_dossier_is_final before update or delete on report_dossier for each row execute function figure_is_final();
create function report_is_final() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.body is distinct from old.body or new.sent_at <> old.sent_at or old.state = 'returned' then
    raise exception 'a sent report never changes: send another';
  end if;
  return new;
end $$;
create trigger report_is_final before update or delete on report for each row execute function report_is_final();

-- The dossiers of a report put together from confirmed ones: theirs as they were sent, those of other units as counted now.
create function merged_dossiers(since timestamptz, before timestamptz, moment timestamptz, under text, favoured text[],
    of_template text, first_on date, last_on date, depth integer)
  returns table (dossier_id uuid, code text, procedure_code text, settling_unit text, channel text, came smallint, went smallint)
  language sql stable parallel safe as $$
  with taken as (
    select r.id, r.unit from report r
    where r.template = of_template and r.first_day = first_on and r.last_day = last_on and r.state = 'confirmed'
      and cardinality(string_to_array(r.unit, '.')) = depth
      and (under is null or r.unit = under or starts_with(r.unit, under || '.'))
  )
  select d.dossier_id, d.code, d.procedure_code, d.settling_unit, d.channel, d.came, d.went
  from report_dossier d join taken t on t.id = d.report
  union all
  select d.dossier_id, d.code, d.procedure_code, d.settling_unit, d.channel, d.came, d.went
  from report_dossiers(since, before, moment, under, favoured) d
  where not exists (select from taken t where d.settling_unit = t.unit or starts_with(d.settling_unit, t.unit || '.'))
$$;
