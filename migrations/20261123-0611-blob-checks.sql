-- What the scrub found of each file, and how far a walk through the store is.
alter table blob
  add column checked_at timestamptz,
  add column damage text check (damage in ('missing', 'altered', 'cut-short', 'key-unknown'));
comment on column blob.checked_at is 'When the file was last read from end to end and compared with its name.';
comment on column blob.damage is 'What was wrong with it then; null: nothing.';
create index blob_to_check on blob (checked_at nulls first, sha256);
create index blob_damaged on blob (sha256) where damage is not null;

create table blob_reseal (
  key text primary key references blob_key (id) on delete cascade,
  started_at timestamptz not null,
  shelf integer not null default 0 check (shelf between 0 and 256),
  files integer not null default 0,
  rewrapped integer not null default 0,
  sealed integer not null default 0,
  damaged integer not null default 0,
  finished_at timestamptz
);
comment on table blob_reseal is 'The walk that puts every file under a key, shelf by shelf; a walk broken off goes on at its shelf.';
