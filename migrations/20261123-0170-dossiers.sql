-- Dossiers: the row that screens read, its open steps and papers, and the running numbers of the codes.
create table dossier (
  id uuid primary key,
  code text not null unique,
  version integer not null,
  phase text not null check (phase in ('filed', 'accepted', 'not-accepted', 'processing', 'supplement', 'fee-due',
    'withdrawing', 'stopped', 'settled', 'returned', 'voided')),
  procedure_code text not null,
  procedure_name text not null,
  channel text not null check (channel in ('online', 'counter', 'post')),
  applicant_name text not null,
  applicant_number text not null,
  applicant_phone text not null default '',
  account_id uuid,
  receiving_unit text not null,
  settling_unit text not null,
  filed_at timestamptz not null,
  received_at timestamptz,
  original_due_at timestamptz,
  due_at timestamptz,
  finished_at timestamptz,
  returned_at timestamptz,
  rule_set text not null,
  search text not null,
  idempotency_key text,
  hash bytea not null check (length(hash) = 32),
  state jsonb not null,
  constraint received_before_finished check (received_at is null or finished_at is null or finished_at >= received_at)
);
comment on table dossier is 'One request under one procedure. Changed only together with its events; state is their fold.';
comment on column dossier.hash is 'Hash of the last event: the end of this dossier''s chain.';
comment on column dossier.search is 'Code, names and numbers with accents and case folded.';
create unique index dossier_idempotency_key_key on dossier (idempotency_key) where idempotency_key is not null;
create index dossier_by_applicant on dossier (applicant_number, filed_at desc);
create index dossier_by_account on dossier (account_id, filed_at desc) where account_id is not null;
create index dossier_by_receiving on dossier (receiving_unit, filed_at desc, id);
create index dossier_by_settling on dossier (settling_unit, filed_at desc, id);
create index dossier_by_filed on dossier (filed_at desc, id);
create index dossier_open on dossier (due_at) where phase in ('accepted', 'processing', 'fee-due', 'withdrawing');
create index dossier_desk on dossier (receiving_unit, phase, filed_at) where phase in ('filed', 'supplement', 'withdrawing', 'settled');
create index dossier_search on dossier using gin (search gin_trgm_ops);

-- Who has which step now. Closed steps are in the event log; this table holds open ones only, so queues stay small.
create table work_item (
  dossier_id uuid not null references dossier (id),
  token text not null,
  step text not null,
  name text not null,
  kind text not null,
  role text not null,
  unit text not null,
  officer uuid,
  officer_name text,
  entered_at timestamptz not null,
  claimed_at timestamptz,
  due_at timestamptz,
  dossier_due_at timestamptz,
  waiting boolean not null,
  sort_at timestamptz generated always as (coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz)) stored,
  primary key (dossier_id, token)
);
comment on column work_item.sort_at is 'Due first; what has no limit comes last.';
comment on column work_item.waiting is 'The clock stands still or others are awaited: shown, but not counted as work.';
create index work_of_officer on work_item (officer, waiting, sort_at, dossier_id, token) where officer is not null;
create index work_unclaimed on work_item (unit, role, waiting, sort_at, dossier_id, token) where officer is null;
create index work_of_unit on work_item (unit, waiting, sort_at, dossier_id, token);

create table dossier_paper (
  dossier_id uuid not null references dossier (id),
  position integer not null,
  code text not null,
  name text not null,
  originals integer not null check (originals >= 0),
  certified integer not null check (certified >= 0),
  copies integer not null check (copies >= 0),
  files jsonb not null,
  primary key (dossier_id, position)
);

-- The deadline ledger as rows: what started, stopped, restarted or moved a dossier's clock, with the article and the dates.
create table deadline_entry (
  dossier_id uuid not null references dossier (id),
  version integer not null,
  kind text not null check (kind in ('started', 'paused', 'resumed', 'extended', 'recomputed', 'finished')),
  at timestamptz not null,
  cause text,
  due_before timestamptz,
  due_after timestamptz,
  primary key (dossier_id, version)
);

create table dossier_number (
  unit text not null,
  day date not null,
  last integer not null,
  primary key (unit, day)
);
comment on table dossier_number is 'Running numbers of dossier codes: taken in the same statement that stores the dossier, so they are unique and gapless.';

-- Half-typed receipts and filings, kept per account or browser until sent; they are no dossiers yet.
create table draft (
  id uuid primary key,
  owner text not null,
  kind text not null check (kind in ('counter', 'online')),
  procedure_code text,
  body jsonb not null,
  updated_at timestamptz not null
);
create index draft_of_owner on draft (owner, kind, updated_at desc);
