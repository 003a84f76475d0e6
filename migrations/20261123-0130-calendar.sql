-- The working calendar: days that differ from their weekday, the decisions that made them so, and office hours.
create table calendar_change (
  id bigint generated always as identity primary key,
  decision text not null check (decision <> ''),
  reason text not null default '',
  changed_at timestamptz not null,
  changed_by text not null,
  changes jsonb not null check (jsonb_typeof(changes) = 'array')
);
comment on table calendar_change is 'Audit trail of the calendar, append-only. The newest id is the revision a compiled calendar is cached by.';
comment on column calendar_change.decision is 'Number of the decision or notice the change rests on (Labour Code 2019 art. 112; yearly notices).';
comment on column calendar_change.changes is 'List of {day, before, after}: what stood there and what stands there now; null: nothing.';

create function calendar_change_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'changes of the calendar are append-only';
end $$;
create trigger calendar_change_is_final before update or delete on calendar_change
  for each row execute function calendar_change_is_final();

create table calendar_day (
  day date primary key,
  kind text not null check (kind in ('holiday', 'in-lieu', 'swapped-off', 'swapped-working')),
  name_vi text not null,
  name_en text,
  source text not null,
  status text not null check (status in ('announced', 'by-law', 'computed', 'unverified')),
  change_id bigint not null references calendar_change (id)
);
comment on table calendar_day is 'Only days of a law, decision or notice; observances are not days off. A date is off or not off, so it stands here once.';

create table office_hours (
  id bigint generated always as identity primary key,
  unit text,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  months integer[] not null default '{}',
  spells jsonb not null check (jsonb_typeof(spells) = 'array'),
  change_id bigint not null references calendar_change (id),
  constraint months_exist check (months <@ array[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
  constraint one_entry_per_season unique nulls not distinct (unit, valid_from, months)
);
comment on column office_hours.unit is 'Unit code; null: the whole province.';
comment on column office_hours.months is 'Months of the season; empty: all year.';
comment on column office_hours.spells is 'Office time of a day, e.g. [["07:30","11:30"],["13:30","17:30"]].';
