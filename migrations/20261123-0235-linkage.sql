-- What outside systems said about dossiers: checks of applicants against the population database, and notes people read.
create table linkage_check (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('counter', 'background', 'online')),
  subject text not null,
  question text not null,
  procedure_code text not null,
  unit text,
  officer uuid,
  task text,
  dossier_id uuid references dossier (id),
  call uuid,
  message uuid unique,
  outcome text check (outcome in ('match', 'differs', 'not-found', 'mismatch', 'quota', 'locked', 'failed')),
  differs text[] not null default '{}',
  at timestamptz not null,
  settled_at timestamptz,
  constraint settled_with_an_outcome check ((outcome is null) = (settled_at is null))
);
comment on table linkage_check is 'One check of a person; what the database told is in the kept content of the call, not here.';
comment on column linkage_check.subject is 'Keyed hash of the number; question: of number, name, birth and procedure together, so that the same is not asked twice.';
create index linkage_check_by_question on linkage_check (question, at desc);
create index linkage_check_by_dossier on linkage_check (dossier_id) where dossier_id is not null;
create index linkage_check_without_dossier on linkage_check (subject, at) where dossier_id is null;
create unique index linkage_check_by_call on linkage_check (call) where call is not null;

create table linkage_note (
  dossier_id uuid not null references dossier (id),
  kind text not null check (kind in ('outage', 'queued', 'checked')),
  ref text not null,
  at timestamptz not null,
  primary key (dossier_id, kind, ref)
);
comment on table linkage_note is 'What a dossier''s readers are told of outside systems: an outage (ref: its id) or a check (ref: its id). The same twice is one note.';
