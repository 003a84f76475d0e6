-- Imports of files by a page: the file, what a rehearsal found, and how far the job is.
create table import_run (
  id uuid primary key,
  name text not null,
  source text,
  file bytea not null,
  state text not null check (state in ('rehearsed', 'applying', 'done', 'failed')),
  lines integer not null default 0,
  lines_done integer not null default 0,
  counts jsonb not null default '{}',
  faults jsonb not null default '[]',
  started_by text,
  created_at timestamptz not null,
  beat_at timestamptz not null
);
comment on column import_run.lines_done is 'Lines that are written for good: a run that was killed goes on after them, and doing some twice changes nothing.';
create index import_run_recent on import_run (created_at desc);
