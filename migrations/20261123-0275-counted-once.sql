-- One list over the dossiers of other systems and ours that agrees with what is counted.
create index foreign_dossier_told on foreign_dossier (told_at);

-- Ours and theirs, each once. The last columns are for finding and for the register book.
create or replace view all_dossier as
  select null::text as source, d.code, d.code as national_code, d.procedure_code, d.procedure_name, d.applicant_name,
    d.applicant_number, d.receiving_unit, d.settling_unit,
    array_position(array['filed', 'accepted', 'not-accepted', 'processing', 'supplement', 'fee-due', 'withdrawing',
      'stopped', 'settled', 'returned'], d.phase) as state,
    array_position(array['counter', 'online', 'post'], d.channel) as channel,
    d.filed_at, d.received_at, d.due_at, d.finished_at, d.returned_at, null::timestamptz as told_at,
    d.phase, d.search, coalesce(d.state -> 'applicant' ->> 'address', '') as address, d.applicant_phone as phone
  from dossier d where d.phase <> 'voided'
  union all
  select f.source, f.code, f.national_code, f.procedure_code, f.procedure_name, f.applicant_name, f.applicant_number,
    f.receiving_unit, f.settling_unit, f.state::integer, f.channel::integer, coalesce(f.filed_at, f.received_at, f.source_time),
    f.received_at, f.due_at, f.finished_at, f.returned_at, f.told_at,
    (array['filed', 'accepted', 'not-accepted', 'processing', 'supplement', 'fee-due', 'withdrawing', 'stopped',
      'settled', 'returned'])[f.state], f.search, '', ''
  from foreign_dossier f
  where not exists (select from dossier d where d.code = coalesce(f.national_code, f.code))
    and not exists (
      select from foreign_dossier o
      where f.national_code is not null and o.national_code = f.national_code and (o.source, o.code) <> (f.source, f.code)
        and (o.source_time, o.source, o.code) > (f.source_time, f.source, f.code));

-- Our own dossiers by their own rule: without a due moment (no limit, or the clock stands still) nothing is late.
create function any_dossier_late(source text, state integer, due timestamptz, finished timestamptz, at timestamptz)
  returns boolean language sql immutable parallel safe
  return case
    when source is null then coalesce(coalesce(finished, at) > due, false)
    else dossier_late(state, due, finished, at)
  end;
comment on function any_dossier_late is 'Late, on time or unknown (null, theirs only) at an instant, as a settlement counts it.';
