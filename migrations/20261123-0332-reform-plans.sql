-- Yearly reform plans: a tree of fields, goals, targets with measured values, and tasks; an agency's plan rolls up into the province's.
create table reform_plan (
  id uuid primary key,
  unit text not null references unit,
  year integer not null check (year between 2000 and 2100),
  number text not null default '',
  title text not null check (title <> ''),
  parent uuid references reform_plan,
  entered_by text not null,
  entered_at timestamptz not null,
  constraint one_plan_of_a_unit_a_year unique (unit, year)
);

create table reform_plan_item (
  id uuid primary key,
  plan uuid not null references reform_plan,
  parent uuid references reform_plan_item,
  kind text not null check (kind in ('field', 'goal', 'target', 'task')),
  position integer not null,
  title text not null check (title <> ''),
  weight integer not null default 1 check (weight between 1 and 100),
  due date,
  measure text not null default '',
  baseline numeric,
  target numeric,
  falls boolean not null default false,
  rolls_up uuid references reform_plan_item,
  constraint target_has_a_number check (kind <> 'target' or target is not null)
);
comment on column reform_plan_item.falls is 'A target that is reached by falling (days, late dossiers), not by rising.';
comment on column reform_plan_item.rolls_up is 'The item of the province''s plan that this agency''s item counts into.';
create index reform_plan_item_by_plan on reform_plan_item (plan, position);
create index reform_plan_item_rolls_up on reform_plan_item (rolls_up) where rolls_up is not null;

create table reform_measurement (
  item uuid not null references reform_plan_item,
  on_day date not null,
  value numeric not null,
  note text not null default '',
  entered_by text not null,
  entered_at timestamptz not null,
  primary key (item, on_day)
);

alter table reform_task add constraint task_of_a_plan foreign key (plan_item) references reform_plan_item;
