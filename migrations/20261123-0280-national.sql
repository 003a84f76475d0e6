-- In step with the national portal: what each side believes of a dossier, the messages both ways, and where we stand.
create table national_ledger (
  code text primary key check (code <> ''),
  dossier_id uuid unique references dossier (id),
  source text not null check (source in ('own', 'portal')),
  our_state integer check (our_state between 1 and 10),
  our_version integer,
  our_at timestamptz,
  told_version integer,
  told_at timestamptz,
  their_state integer check (their_state between 1 and 10),
  their_version integer,
  their_at timestamptz,
  their_received_at timestamptz,
  asked_at timestamptz,
  difference text check (difference in ('waiting', 'missing-there', 'behind-there', 'differs-there', 'refused-there',
    'voided-here', 'unknown-here')),
  found_at timestamptz,
  accepted_by text,
  accepted_at timestamptz,
  constraint difference_found_some_time check ((difference is null) = (found_at is null)),
  constraint ours_is_whole check (dossier_id is null or (our_version is not null and our_at is not null))
);
comment on table national_ledger is 'What each side believes of a dossier. code: the one both know it by (the portal''s where it was filed there).';
comment on column national_ledger.our_version is 'The last event of the dossier that the portal is told.';
comment on column national_ledger.told_version is 'The last version that the portal took; null: it has no record of the dossier yet.';
comment on column national_ledger.accepted_at is 'An administrator left a difference as it is; a later change of either side takes that back.';
create index national_ledger_drift on national_ledger (found_at, code) where difference is not null;
create index national_ledger_asked on national_ledger (asked_at nulls first) where told_version is not null;

create table national_batch (
  id uuid primary key,
  known boolean not null,
  stage text not null default 'record' check (stage in ('record', 'progress', 'done')),
  made_at timestamptz not null
);
comment on table national_batch is 'Messages that travel together: first the whole records, then the lines of their progress.';
create index national_batch_open on national_batch (made_at) where stage <> 'done';

create table national_message (
  id bigint generated always as identity primary key,
  direction text not null check (direction in ('out', 'in')),
  key text not null,
  kind text not null,
  code text not null,
  dossier_id uuid references dossier (id),
  version integer,
  state integer check (state between 1 and 10),
  at timestamptz not null,
  standing text not null default 'waiting' check (standing in ('waiting', 'sending', 'done', 'refused')),
  batch uuid references national_batch,
  attempts integer not null default 0,
  due_at timestamptz not null,
  entered_at timestamptz not null,
  sent_at timestamptz,
  done_at timestamptz,
  error text,
  key_id integer references exchange_key,
  sealed bytea,
  constraint same_occasion_once unique (direction, key),
  constraint done_some_time check ((standing in ('done', 'refused')) = (done_at is not null)),
  constraint out_has_a_state check (direction = 'in' or (dossier_id is not null and version is not null and state is not null))
);
comment on table national_message is 'Out: one for each counted event, key dossier:version. In: one for each thing people did on the portal, key the portal''s.';
comment on column national_message.sealed is 'In: what was said, encrypted, until it has been carried out.';
create index national_message_waiting on national_message (direction, due_at, id) where standing = 'waiting';
create index national_message_sending on national_message (dossier_id) where direction = 'out' and standing = 'sending';
create index national_message_batch on national_message (batch) where batch is not null;
create index national_message_of on national_message (dossier_id, version) where direction = 'out';
create index national_message_refused on national_message (entered_at) where standing = 'refused';

create table national_place (
  one boolean primary key default true check (one),
  arrivals text not null default '0',
  changes text,
  compared_at timestamptz
);
comment on table national_place is 'How far we have read: what arrived, and what changed on the portal.';
insert into national_place default values;
