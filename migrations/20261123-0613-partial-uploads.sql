-- Uploads on the way: what has arrived of a file lies in parts, each a blob of its own.
create table partial_upload (
  id uuid primary key,
  owner text not null,
  name text not null,
  field text not null,
  bytes bigint not null check (bytes > 0),
  got bigint not null default 0 check (got between 0 and bytes),
  parts text[] not null default '{}',
  touched_at timestamptz not null
);
comment on table partial_upload is 'Goes on after a broken connection, a reload or a restart; forgotten after seven days without a part.';
comment on column partial_upload.owner is 'The session or draft whose upload it is, e.g. draft:<id>.';
comment on column partial_upload.field is 'What the file answers, for the page that takes it in.';
comment on column partial_upload.parts is 'Names of the blobs in order; each is held by a use of kind partial.';
create index partial_upload_of_owner on partial_upload (owner, touched_at);
create index partial_upload_by_age on partial_upload (touched_at);
