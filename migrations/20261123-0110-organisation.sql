-- The units of the province over time: agencies, communes, divisions and desks, who succeeded whom, and the map of the country.
create extension if not exists btree_gist schema ext;

create table unit (
  code text primary key check (code ~ '^[A-Z][0-9]{2}(\.[0-9A-Z]+)*$' and length(code) <= 35),
  kind text not null check (kind in ('province', 'office', 'department', 'inspectorate', 'police', 'board', 'centre', 'district', 'commune', 'division', 'other')),
  level text not null check (level in ('province', 'district', 'commune')),
  name_vi text not null check (name_vi <> ''),
  name_en text not null default '',
  parent text references unit,
  valid_from date not null,
  valid_to date,
  receives boolean not null default false,
  settles boolean not null default false,
  address text not null default '',
  phone text not null default '',
  source text not null default '',
  folded text not null,
  constraint unit_ends_after_it_begins check (valid_to >= valid_from),
  constraint unit_code_is_below_its_parent check (parent is null or starts_with(code, parent || '.'))
);
comment on column unit.code is 'Agency code, QĐ 20/2020/QĐ-TTg art. 4: groups left to right, so a code begins with its parent''s and the tree cannot loop.';
comment on column unit.level is 'Tier of administration the unit serves; a department and a provincial centre are of the province.';
comment on column unit.valid_to is 'Last day of existence; null while it exists.';
comment on column unit.receives is 'Has a one-stop desk that takes dossiers in.';
comment on column unit.settles is 'Decides dossiers; receiving and settling units may differ (boundary-free reception).';
comment on column unit.folded is 'Code and names without accents, for search.';
create index unit_by_parent on unit (parent, code);
create index unit_search on unit using gin (folded gin_trgm_ops);

-- A unit that keeps its code under a new name: the names it bore before, each until a day.
create table unit_name (
  unit text not null references unit,
  until date not null,
  name_vi text not null,
  name_en text not null default '',
  primary key (unit, until)
);

create table unit_succession (
  predecessor text not null references unit,
  successor text references unit,
  effective_on date not null,
  how text not null check (how in ('merge', 'split', 'rename', 'close')),
  basis text not null default '',
  constraint unit_succeeds_once unique nulls not distinct (predecessor, successor),
  constraint unit_does_not_succeed_itself check (predecessor <> successor),
  constraint only_closing_leaves_no_successor check ((successor is null) = (how = 'close'))
);
comment on column unit_succession.effective_on is 'First day of the successor; the predecessor''s last day is the day before.';
create index unit_succession_by_successor on unit_succession (successor);

create table desk (
  code text primary key,
  unit text not null references unit,
  name_vi text not null,
  name_en text not null default '',
  place text not null default '',
  phone text not null default '',
  hours jsonb not null default '{}',
  valid_from date not null,
  valid_to date check (valid_to >= valid_from)
);
comment on table desk is 'A counter of a one-stop desk: where people come.';
comment on column desk.hours is 'Opening hours by ISO weekday: {"1": ["07:30-11:30", "13:30-17:00"], ...}. Deadlines are counted by the calendar, not by this.';
create index desk_by_unit on desk (unit, code);

-- The map of the country by the statistical codes: for addresses, and for what became of a commune of before.
create table area (
  code text not null,
  level text not null check (level in ('province', 'district', 'commune')),
  type text not null,
  name_vi text not null,
  name_en text not null default '',
  full_vi text not null,
  parent text,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  source text not null,
  folded text not null,
  primary key (code, valid_from),
  constraint area_has_one_form_at_a_time exclude using gist (code with =, daterange(valid_from, valid_to, '[]') with &&),
  constraint area_below_province_has_a_parent check ((parent is null) = (level = 'province'))
);
comment on column area.code is 'Code of the General Statistics Office: 2 digits a province, 3 a district, 5 a commune; a code is used again for the unit that succeeds.';
create index area_by_parent on area (parent, code);
create index area_search on area using gin (folded gin_trgm_ops);

create table area_succession (
  predecessor text not null,
  predecessor_from date not null,
  successor text not null,
  successor_from date not null,
  part boolean not null default false,
  note text not null default '',
  primary key (predecessor, predecessor_from, successor, successor_from),
  foreign key (predecessor, predecessor_from) references area (code, valid_from),
  foreign key (successor, successor_from) references area (code, valid_from)
);
comment on column area_succession.part is 'Only a part of the predecessor went to this successor.';
create index area_succession_by_successor on area_succession (successor, successor_from);
