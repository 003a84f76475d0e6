-- Webhooks: who is told of which events, what was sent, and how each attempt went.
create table webhook (
  id uuid primary key,
  name text not null check (name <> ''),
  address text not null check (address ~ '^https?://'),
  kinds text[] not null default '{}',
  unit text references unit,
  secret text not null check (secret ~ '^whsec_'),
  old_secret text,
  old_secret_until timestamptz,
  state text not null default 'active' check (state in ('active', 'paused')),
  paused_because text,
  failures integer not null default 0 check (failures >= 0),
  failing_since timestamptz,
  created_at timestamptz not null,
  created_by text,
  constraint old_secret_ends check ((old_secret is null) = (old_secret_until is null)),
  constraint failing_has_a_beginning check ((failures = 0) = (failing_since is null))
);
comment on column webhook.kinds is 'Kinds of events, e.g. dossier.received or dossier.*; empty for all.';
comment on column webhook.unit is 'Dossiers received or settled at this unit or below it; null for the whole province.';
comment on column webhook.secret is 'Key of the HMAC; the one before it stays valid for a while after a rotation. Never in a log or an answer but the first.';

create table webhook_delivery (
  id uuid primary key,
  webhook uuid not null references webhook on delete cascade,
  event_position bigint,
  kind text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  since_asked integer not null default 0,
  last_status integer,
  next_at timestamptz not null,
  busy_until timestamptz,
  created_at timestamptz not null,
  done_at timestamptz,
  constraint once_per_event unique (webhook, event_position),
  constraint done_has_a_time check ((state = 'waiting') = (done_at is null))
);
comment on column webhook_delivery.event_position is 'Null for a test somebody asked for.';
comment on column webhook_delivery.since_asked is 'Attempts since the event or since somebody pressed "send again": the pace of retries follows it.';
create index webhook_delivery_listed on webhook_delivery (webhook, created_at desc, id desc);
create index webhook_delivery_waiting on webhook_delivery (next_at) where state = 'waiting';
create index webhook_delivery_old on webhook_delivery (done_at) where state <> 'waiting';

create table webhook_attempt (
  delivery uuid not null references webhook_delivery on delete cascade,
  number integer not null,
  at timestamptz not null,
  took_ms integer not null,
  status integer,
  error text,
  answer text not null default '',
  primary key (delivery, number)
);
comment on column webhook_attempt.answer is 'The beginning of what the receiver answered.';
