-- What papers say: one reading for each content, made once and asked for by whoever holds the file.
create table reading (
  blob text primary key references blob (sha256) on delete cascade,
  version integer not null check (version > 0),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'refused')),
  pages integer not null default 0 check (pages >= 0),
  pages_done integer not null default 0 check (pages_done between 0 and pages),
  result jsonb,
  refusal jsonb,
  asked_at timestamptz not null,
  finished_at timestamptz,
  check ((state = 'done') = (result is not null)),
  check ((state = 'refused') = (refusal is not null)),
  check ((state in ('done', 'refused')) = (finished_at is not null))
);
comment on table reading is 'Words, codes and proposed fields of a file, in personal data as sensitive as the file: goes with it.';
comment on column reading.version is 'Of the reader; what an older one read is read again when somebody asks.';
