-- How lists of late work are heard and shown: what the administrator set, every version kept. Behaviour found at fault.
create table late_list_policy (
  version integer generated always as identity primary key,
  answer_days integer not null check (answer_days between 1 and 30),
  decide_days integer not null check (decide_days between answer_days and 60),
  shown_months integer not null check (shown_months between 1 and 60),
  inside text not null check (inside in ('unit', 'post', 'name')),
  public text not null check (public in ('unit', 'post', 'name')),
  embed_on text[] not null default '{}',
  set_at timestamptz not null,
  set_by text not null
);
comment on column late_list_policy.embed_on is 'Sites (https origins) that may show the embeddable block in a frame.';

create table behaviour_finding (
  reference text primary key,
  agency text not null references unit,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  unit text not null,
  officer uuid,
  officer_name text not null default '',
  entered_at timestamptz not null
);
comment on table behaviour_finding is 'Complaints about behaviour found justified: taken into the list of the month of the conclusion. Never who complained.';
