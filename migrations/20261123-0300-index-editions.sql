-- Indices as data: an edition (index, year, version) with its tree of criteria, and what became of a criterion between versions.
create table index_edition (
  id uuid primary key default gen_random_uuid(),
  index_key text not null check (index_key ~ '^[a-z][a-z0-9-]{1,30}$'),
  year integer not null check (year between 2000 and 2100),
  version text not null check (version <> ''),
  name_vi text not null check (name_vi <> ''),
  name_en text not null default '',
  scored text not null check (scored in ('province', 'unit')),
  maximum numeric not null check (maximum > 0),
  example boolean not null default false,
  source text not null default '',
  created_at timestamptz not null,
  created_by text not null default '',
  published_at timestamptz,
  constraint index_edition_once unique (index_key, year, version)
);
comment on column index_edition.scored is 'Whom it scores: provinces of the country, or the province''s own departments and communes.';
comment on column index_edition.example is 'Written by us from known facts, not the official table: every page says so.';
comment on column index_edition.published_at is 'From then on neither the edition nor its criteria change; a correction is a new version.';

create table index_node (
  edition uuid not null references index_edition,
  key text not null check (key ~ '^[a-z0-9][a-z0-9_.-]{0,60}$'),
  code text not null,
  parent text,
  position integer not null,
  name_vi text not null check (name_vi <> ''),
  name_en text not null default '',
  kind text not null check (kind in ('group', 'appraised', 'survey', 'outcome', 'indicator')),
  minimum numeric not null default 0,
  maximum numeric,
  weight numeric not null default 1 check (weight > 0),
  rule text not null default '',
  examples jsonb not null default '[]',
  evidence text not null default '',
  owner text not null default '',
  primary key (edition, key),
  foreign key (edition, parent) references index_node (edition, key) deferrable initially deferred,
  constraint index_node_has_room check (maximum >= minimum),
  constraint index_node_with_points check (maximum is not null or kind = 'indicator')
);
comment on column index_node.key is 'The criterion''s identity across years and versions; the code changes its meaning, the key does not.';
comment on column index_node.rule is 'One FEEL expression over the facts of the criterion, checked at load with its worked examples.';
comment on column index_node.kind is 'group: from its children; appraised: by evidence; survey: from answers; outcome: a measured result; indicator: a value below the points.';
comment on column index_node.owner is 'Unit or short name of the unit that answers for the criterion.';
create index index_node_by_parent on index_node (edition, parent, position);

create table index_crosswalk (
  from_edition uuid not null references index_edition,
  to_edition uuid not null references index_edition,
  from_key text,
  to_key text,
  relation text not null check (relation in ('same', 'renamed', 'split', 'merged', 'dropped', 'new')),
  comparable text not null check (comparable in ('yes', 'share', 'no')),
  note text not null default '',
  constraint index_crosswalk_once unique nulls not distinct (from_edition, to_edition, from_key, to_key),
  foreign key (from_edition, from_key) references index_node (edition, key),
  foreign key (to_edition, to_key) references index_node (edition, key),
  constraint dropped_goes_nowhere check ((relation = 'dropped') = (to_key is null)),
  constraint new_comes_from_nowhere check ((relation = 'new') = (from_key is null))
);
comment on column index_crosswalk.comparable is 'yes: points with points; share: only as a share of the range; no: not at all.';
create index index_crosswalk_by_target on index_crosswalk (to_edition, to_key);

create function index_edition_is_final() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'index_edition' then
    if old.published_at is not null then raise exception 'a published edition does not change'; end if;
  elsif exists (select from index_edition e where e.published_at is not null
      and e.id = case when tg_op = 'INSERT' then new.edition else old.edition end) then
    raise exception 'a published edition does not change';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger index_edition_is_final before update or delete on index_edition for each row execute function index_edition_is_final();
create trigger index_node_is_final before insert or update or delete on index_node for each row execute function index_edition_is_final();
