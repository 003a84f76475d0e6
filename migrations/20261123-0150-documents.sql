-- Files: what is known of each, who handed it in, and what refers to it. The bytes lie outside the database.
create table blob (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  media_type text not null,
  created_at timestamptz not null
);
comment on table blob is 'One row per distinct content; the same bytes handed in twice are one blob. The file is blobs/<first two>/<the rest>.';
comment on column blob.media_type is 'Recognised from the content, never from the name.';
create index blob_by_age on blob (created_at);

-- What a person handed in for something that is not filed yet. Counts as a use for seven days.
create table upload (
  owner text not null,
  blob text not null references blob (sha256),
  name text not null,
  uploaded_at timestamptz not null,
  primary key (owner, blob)
);
comment on column upload.owner is 'The session or draft that may refer to the file, e.g. draft:<id>.';
create index upload_by_blob on upload (blob);
create index upload_by_age on upload (uploaded_at);

-- What refers to a blob for good, so that the sweep leaves it alone.
create table blob_use (
  kind text not null,
  ref text not null,
  blob text not null references blob (sha256),
  primary key (kind, ref, blob)
);
comment on column blob_use.kind is 'dossier, draft, result ...; ref is the id within that kind.';
create index blob_use_by_blob on blob_use (blob);
