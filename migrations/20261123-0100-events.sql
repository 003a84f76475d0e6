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
comment on column event.transaction is 'With position, the order of the feed: a reader sees only what is older than the oldest running transaction, so a late commit is never skipped.';
comment on column event.hash is 'sha256 over the hash of the version before and this event''s canonical text; the first event starts from 32 zero bytes.';
create index event_feed on event (transaction, position);
create index event_signed on event (actor_unit, position desc) where type = 'result.signed';

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
  transaction xid8 not null default '0',
  position bigint not null default 0,
  read_at timestamptz not null default now()
);

-- Links new events of one case to its chain: numbers them after `after_version` and hashes each over the one before.
create function chained(of_case uuid, after_version integer, after_hash bytea, by_actor text, events jsonb)
  returns table (version integer, type text, at timestamptz, data jsonb, hash bytea)
  language plpgsql immutable as $$
declare
  link jsonb;
begin
  version := after_version;
  hash := coalesce(after_hash, decode(repeat('00', 32), 'hex'));
  for link in select e.value from jsonb_array_elements(events) with ordinality as e (value, place) order by e.place loop
    version := version + 1;
    type := link ->> 'type';
    at := (link ->> 'at')::timestamptz;
    data := link -> 'data';
    hash := sha256(hash || event_text(of_case, version, type, at, by_actor, data));
    return next;
  end loop;
end $$;
