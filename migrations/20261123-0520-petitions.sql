-- Petitions and reports of harassment: cases whose events and rows name nobody who filed them; who filed, and in which words, lies sealed beside.
create table petition_number (
  day date primary key,
  last integer not null check (last > 0)
);

create table petition (
  id uuid primary key,
  code text not null unique,
  version integer not null check (version > 0),
  hash bytea not null check (length(hash) = 32),
  phase text not null check (phase in ('received', 'asked', 'in-hand', 'drafted', 'answered', 'closed', 'refused')),
  kind text not null check (kind in ('rule', 'behaviour', 'lateness', 'other')),
  sorted boolean not null,
  channel text not null check (channel in ('online', 'desk', 'phone', 'api')),
  unit text references unit,
  complained text references unit,
  officer uuid,
  subject text not null,
  search text not null,
  filed_at timestamptz not null,
  due_at timestamptz,
  answered_at timestamptz,
  late boolean,
  satisfied boolean,
  sent_back boolean not null,
  publication text not null check (publication in ('none', 'proposed', 'published', 'withheld', 'taken-down')),
  publish_by date,
  published_late boolean,
  secret bytea not null,
  filer bytea,
  state jsonb not null,
  constraint sorted_has_unit check (not sorted or unit is not null)
);
comment on column petition.kind is 'As sorted by the office; before that as the person said.';
comment on column petition.unit is 'Who handles it now; null until it is sorted.';
comment on column petition.complained is 'The agency complained of: its people never read a report of behaviour.';
comment on column petition.late is 'Whether the first answer or refusal came after its time; null while neither is out.';
comment on column petition.secret is 'Keyed hash of the code word with which an unnamed person follows the case.';
comment on column petition.filer is 'Keyed hash of the account that filed, so that people find their own; nobody can read it back.';
create index petition_open on petition (unit, due_at) where phase not in ('closed', 'refused');
create index petition_due on petition (due_at, code);
create index petition_filed on petition (filed_at, unit);
create index petition_answered on petition (answered_at) where answered_at is not null;
create index petition_by_filer on petition (filer) where filer is not null;
create index petition_search on petition using gin (search gin_trgm_ops);

create table petition_sealed (
  petition uuid not null references petition,
  part text not null check (part in ('identity', 'words')),
  no integer not null check (no > 0),
  sealed bytea not null,
  primary key (petition, part, no)
);
comment on table petition_sealed is 'Sealed by the installation''s key: who filed, and the own words (events carry only their sha256).';

create table petition_publication (
  petition uuid primary key references petition,
  code text not null unique,
  kind text not null,
  unit text not null,
  title text not null,
  question text not null,
  answer text not null,
  search text not null,
  filed_on date not null,
  answered_on date not null,
  published_at timestamptz not null
);
comment on table petition_publication is 'What everybody may read: written anew without personal data and confirmed by a second person.';
create index petition_publication_newest on petition_publication (published_at desc, code);
create index petition_publication_search on petition_publication using gin (search gin_trgm_ops);

create table petition_rules (
  version integer generated always as identity primary key,
  valid_from date not null,
  limits jsonb not null,
  basis text not null,
  set_at timestamptz not null,
  set_by text not null
);
comment on table petition_rules is 'Working days a province set for itself over the rule set, each from a day; every version is kept.';
