-- The province this schema serves: one row, written by the set-up or by the demonstration.
create table province (
  only_one boolean primary key default true check (only_one),
  code text not null,
  name text not null,
  demonstration boolean not null default false,
  online_filing text not null default 'by-rule-set' check (online_filing in ('by-rule-set', 'own', 'national-portal')),
  set_up_at timestamptz not null
);
comment on column province.online_filing is 'Whether people file here or only through the national portal; by-rule-set follows the rule set in force.';
