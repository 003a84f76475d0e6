-- The master keys of stored files; each file's own key lies in its header, wrapped by one of these.
create table blob_key (
  id text primary key check (id ~ '^[0-9a-f]{32}$'),
  sealed bytea not null,
  made_at timestamptz not null,
  retired_at timestamptz
);
comment on table blob_key is 'One in use, older ones until no file lies under them.';
comment on column blob_key.sealed is 'Sealed by the key of the installation (SECRETS_KEY or secrets.key), which is in no backup.';
create unique index blob_key_in_use on blob_key ((true)) where retired_at is null;
