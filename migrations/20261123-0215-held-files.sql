-- Files held for an act before it is written: a nightly job confirms those that an event speaks of and lets the others go.
alter table blob_use
  add column held_at timestamptz not null default now(),
  add column confirmed boolean not null default false;
comment on column blob_use.confirmed is 'Something on record speaks of the file: it is kept for good. Until then the use may be let go.';
create index blob_use_unconfirmed on blob_use (kind, held_at) where not confirmed;
