-- Dossiers that another system settles: what it last told us, never edited here; and one view over theirs and ours.
create table foreign_dossier (
  source text not null references system,
  code text not null check (code <> ''),
  national_code text,
  procedure_code text not null,
  procedure_name text not null default '',
  applicant_name text not null default '',
  applicant_number text not null default '',
  receiving_unit text not null default '',
  settling_unit text not null default '',
  state smallint not null check (state between 1 and 10),
  channel smallint check (channel between 1 and 3),
  filed_at timestamptz,
  received_at timestamptz,
  due_at timestamptz,
  finished_at timestamptz,
  returned_at timestamptz,
  history jsonb not null default '[]',
  source_time timestamptz not null,
  told_at timestamptz not null,
  search text not null,
  primary key (source, code)
);
comment on column foreign_dossier.state is 'States exchanged with the national portal: 1 filed … 9 settled, 10 returned.';
comment on column foreign_dossier.channel is '1 at the counter, 2 online, 3 by public post; null when the source does not tell.';
comment on column foreign_dossier.due_at is 'Null when the source does not tell: shown as unknown, never as on time.';
comment on column foreign_dossier.source_time is 'When the source last changed it: what is older than what we have is passed over.';
create index foreign_dossier_listed on foreign_dossier ((coalesce(filed_at, received_at, source_time)) desc, source, code);
create index foreign_dossier_national on foreign_dossier (national_code) where national_code is not null;
create index foreign_dossier_code on foreign_dossier (code);
create index foreign_dossier_search on foreign_dossier using gin (search gin_trgm_ops);

-- Late, on time or unknown (null) at an instant: what is not told is never taken for good.
create function dossier_late(state integer, due timestamptz, finished timestamptz, at timestamptz) returns boolean
  language sql immutable parallel safe
  return case
    when state in (1, 3) then false
    when due is null then null
    when finished is not null then finished > due
    when state >= 8 then null
    when state in (5, 6) then null
    else at > due
  end;

-- Every dossier once: ours, and theirs unless it is ours under the same code or another source told of it later.
create view all_dossier as
  select null::text as source, d.code, d.code as national_code, d.procedure_code, d.procedure_name, d.applicant_name,
    d.applicant_number, d.receiving_unit, d.settling_unit,
    array_position(array['filed', 'accepted', 'not-accepted', 'processing', 'supplement', 'fee-due', 'withdrawing',
      'stopped', 'settled', 'returned'], d.phase) as state,
    array_position(array['counter', 'online', 'post'], d.channel) as channel,
    d.filed_at, d.received_at, d.due_at, d.finished_at, d.returned_at, null::timestamptz as told_at
  from dossier d where d.phase <> 'voided'
  union all
  select f.source, f.code, f.national_code, f.procedure_code, f.procedure_name, f.applicant_name, f.applicant_number,
    f.receiving_unit, f.settling_unit, f.state::integer, f.channel::integer, coalesce(f.filed_at, f.received_at, f.source_time),
    f.received_at, f.due_at, f.finished_at, f.returned_at, f.told_at
  from foreign_dossier f
  where not exists (select from dossier d where d.code = coalesce(f.national_code, f.code))
    and not exists (
      select from foreign_dossier o
      where f.national_code is not null and o.national_code = f.national_code and (o.source, o.code) <> (f.source, f.code)
        and (o.source_time, o.source, o.code) > (f.source_time, f.source, f.code));
