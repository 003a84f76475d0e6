-- The event log: every change of every case, append-only, hash-chained per case. Audit trail, timeline, outbox and mining log at once.
create table event (
  position bigint generated always as identity primary key,
  transaction xid8 not null default pg_current_xact_id(),
  case_kind text not null,
  case_id uuid not null,
  version integer not null check (version > 0),
  type text not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  actor_unit text,
  data jsonb not null,
  hash bytea not null check (length(hash) = 32),
  constraint event_once_per_version unique (case_id, version)
);
comment on column event.position is 'Order of the feed. Gaps occur when a writer gives up; the relay reads only below the oldest running transaction.';
comment on column event.hash is 'sha256 over the hash of the version before and this event''s canonical text; the first event starts from 32 zero bytes.';
create index event_by_type on event (type, at);

create function event_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'events are append-only';
end $$;
create trigger event_is_final before update or delete on event for each row execute function event_is_final();
create trigger event_is_never_truncated before truncate on event for each statement execute function event_is_final();

-- One place says what is hashed, so that writers and the verifier cannot differ. Immutable: text forms do not depend on settings.
create function event_text(case_id uuid, version integer, type text, at timestamptz, actor_id text, data jsonb) returns bytea
  language sql immutable parallel safe
  return convert_to(case_id::text || '|' || version::text || '|' || type || '|' || (extract(epoch from at) * 1000000)::bigint::text
    || '|' || coalesce(actor_id, '') || '|' || data::text, 'UTF8');

-- How far each reader of the feed (the relay, later webhooks) has come.
create table event_reader (
  name text primary key,
  position bigint not null default 0,
  read_at timestamptz not null default now()
);
