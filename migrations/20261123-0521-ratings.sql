-- Ratings after a result: one per result, proven by a one-time token; a rating does not say which dossier it is about.
create table rating_token (
  hash bytea primary key check (length(hash) = 32),
  dossier_id uuid not null,
  channel text not null check (channel in ('notice', 'track', 'qr', 'tablet')),
  officer uuid,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  constraint lasts_a_while check (expires_at > issued_at)
);
comment on table rating_token is 'Invitations not used yet: the sha256 of the token. Used and outlived ones are deleted.';
create index rating_token_by_dossier on rating_token (dossier_id);

create table rating (
  id uuid primary key,
  version integer not null default 1,
  hash bytea not null check (length(hash) = 32),
  proof bytea not null unique,
  given_at timestamptz not null,
  channel text not null check (channel in ('notice', 'track', 'qr', 'tablet')),
  rule_set text not null,
  procedure_code text not null,
  unit text not null,
  desk_unit text not null,
  officer uuid,
  origin bytea,
  overall integer not null check (overall between 1 and 5),
  answers jsonb not null,
  words text not null,
  late boolean not null
);
comment on column rating.proof is 'Keyed hash of the dossier: one rating per result, without saying which.';
comment on column rating.officer is 'Who handed over the result: whom the person met.';
comment on column rating.origin is 'Keyed hash of the address it came from, to see unusual bursts; wiped after ninety days.';
comment on column rating.late is 'Whether the result had come after its day.';
create index rating_by_time on rating (given_at, unit);
create index rating_by_procedure on rating (procedure_code, given_at);
create index rating_by_officer on rating (officer, given_at) where officer is not null;

create table rating_kiosk (
  id uuid primary key,
  hash bytea not null unique check (length(hash) = 32),
  unit text not null references unit,
  officer uuid not null,
  officer_name text not null,
  made_at timestamptz not null,
  ended_at timestamptz
);
comment on table rating_kiosk is 'Tablets at desks: the address of each holds a key whose sha256 is kept. It invites for results just handed over there.';
