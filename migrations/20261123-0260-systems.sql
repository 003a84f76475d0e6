-- Which system settles which procedure at which unit from when, and which features a unit uses from when (a pilot before the rest).
create table system (
  code text primary key check (code ~ '^[a-z][a-z0-9-]{1,30}$'),
  name_vi text not null check (name_vi <> ''),
  name_en text not null default '',
  where_to_go text not null default '',
  address text not null default ''
);
comment on table system is 'Systems beside this one: the province''s older one-stop system, a ministry''s central system.';
comment on column system.where_to_go is 'What the desk tells people who come for a procedure that is settled there.';

create table procedure_system (
  id uuid primary key default gen_random_uuid(),
  procedure_code text not null,
  unit text references unit,
  system text references system,
  valid_from date not null,
  note text not null default '',
  constraint one_choice_per_day unique nulls not distinct (procedure_code, unit, valid_from)
);
comment on column procedure_system.unit is 'Holds for this unit and what lies below it; null for the whole province. The nearest unit wins, then the latest day.';
comment on column procedure_system.system is 'Null: settled here, e.g. from the day a pilot begins.';

create table feature_switch (
  id uuid primary key default gen_random_uuid(),
  feature text not null check (feature in ('receiving', 'online-filing', 'webhooks')),
  unit text references unit,
  enabled boolean not null,
  valid_from date not null,
  constraint one_switch_per_day unique nulls not distinct (feature, unit, valid_from)
);
comment on table feature_switch is 'A feature nobody switched is on everywhere. The nearest unit wins, then the latest day that has come.';

-- One place says what a switch means, so that pages, actions and the feed cannot differ.
create function feature_on(asked text, at_unit text, on_day date) returns boolean
  language sql stable as $$
  select coalesce((
    select s.enabled from feature_switch s
    where s.feature = asked and s.valid_from <= on_day
      and (s.unit is null or s.unit = at_unit or starts_with(at_unit, s.unit || '.'))
    order by length(coalesce(s.unit, '')) desc, s.valid_from desc
    limit 1), true)
$$;
