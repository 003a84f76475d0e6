-- Outside systems: how each one is, every request and answer kept, messages that wait, outages, accounts and quotas.
create table exchange_state (
  system text primary key,
  version integer not null default 1,
  breaker text not null default 'closed' check (breaker in ('closed', 'open', 'half-open')),
  failures integer not null default 0 check (failures >= 0),
  openings integer not null default 0 check (openings >= 0),
  failing_since timestamptz,
  retry_at timestamptz,
  last_ok_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  constraint open_until_some_time check (breaker = 'closed' or retry_at is not null)
);
comment on table exchange_state is 'The circuit breaker of each outside system, shared by all processes; version makes two of them agree.';
comment on column exchange_state.retry_at is 'Open: when one trial may go out. Half-open: until when the trial under way is waited for.';

create table exchange_outage (
  id bigint generated always as identity primary key,
  system text not null,
  from_at timestamptz not null,
  to_at timestamptz check (to_at >= from_at),
  cause text not null
);
comment on table exchange_outage is 'When a system did not answer: from the first failure in a row to the first answer after it. Noted on dossiers.';
create unique index exchange_outage_open on exchange_outage (system) where to_at is null;
create index exchange_outage_by_time on exchange_outage (system, from_at desc);

create table exchange_minute (
  system text not null,
  minute timestamptz not null,
  answered integer not null default 0,
  failed integer not null default 0,
  latency_ms bigint not null default 0,
  primary key (system, minute)
);
comment on table exchange_minute is 'Calls counted by the minute: the measured availability. Kept for 62 days.';

create table exchange_chain (
  system text primary key,
  records bigint not null,
  hash bytea not null check (length(hash) = 32)
);
comment on table exchange_chain is 'The end of each system''s chain of records; taken and moved in the statement that adds one.';

create table exchange_record (
  position bigint generated always as identity primary key,
  system text not null,
  call uuid not null,
  kind text not null check (kind in ('request', 'answer')),
  at timestamptz not null,
  facts jsonb not null,
  signature bytea not null check (length(signature) = 64),
  hash bytea not null check (length(hash) = 32),
  operation text not null generated always as (facts ->> 'operation') stored,
  subject text generated always as (facts ->> 'subject') stored,
  officer text generated always as (facts ->> 'officer') stored,
  outcome text generated always as (facts ->> 'outcome') stored,
  constraint one_request_one_answer unique (call, kind)
);
comment on table exchange_record is 'Every request before it is sent and every answer, append-only, signed by the installation (Ed25519) and chained per system. No personal data: contents are in exchange_payload, here are their hashes.';
comment on column exchange_record.subject is 'Keyed hash of the personal number the request is about: the person finds the record, a reader of the table does not find the person.';
create index exchange_record_by_system on exchange_record (system, position desc) where kind = 'request';
create index exchange_record_by_subject on exchange_record (subject, position desc) where kind = 'request' and subject is not null;

create function exchange_record_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'the record of exchanges is append-only';
end $$;
create trigger exchange_record_is_final before update or delete on exchange_record for each row execute function exchange_record_is_final();
create trigger exchange_record_is_never_truncated before truncate on exchange_record for each statement execute function exchange_record_is_final();

create table exchange_key (
  id integer generated always as identity primary key,
  made_at timestamptz not null,
  secret bytea not null check (length(secret) >= 33)
);
comment on table exchange_key is 'Keys (AES-256) of kept contents: the newest seals, the older ones only open; deleted when nothing is sealed with them any more. The first byte says whether the master key wraps it.';

create table exchange_payload (
  call uuid not null,
  part text not null check (part in ('request', 'answer')),
  key_id integer not null references exchange_key,
  sealed bytea not null,
  expires_at timestamptz not null,
  primary key (call, part)
);
comment on table exchange_payload is 'What was asked and answered, encrypted; removed by a job at its time, while the record keeps its hash.';
create index exchange_payload_expiring on exchange_payload (expires_at);

create table exchange_message (
  id uuid primary key,
  system text not null,
  operation text not null,
  key text not null,
  key_id integer references exchange_key,
  sealed bytea,
  about jsonb not null,
  tell text,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  attempts integer not null default 0 check (attempts >= 0),
  due_at timestamptz not null,
  busy_until timestamptz,
  last_call uuid,
  last_error text,
  created_at timestamptz not null,
  settled_at timestamptz,
  constraint message_sent_once unique (system, key),
  constraint settled_has_a_time check ((state = 'waiting') = (settled_at is null))
);
comment on table exchange_message is 'The outbox: messages to outside systems that may wait. The key makes the same occasion one message.';
comment on column exchange_message.tell is 'The job that is told when the message is settled, with the message''s id.';
comment on column exchange_message.busy_until is 'A process has it until then: a lease and not a lock, so that a system that hangs holds no connection.';
create index exchange_message_due on exchange_message (system, due_at) where state = 'waiting';

create table exchange_account (
  id uuid primary key default gen_random_uuid(),
  system text not null,
  officer uuid not null references account,
  external text not null check (external <> ''),
  mapped_by text,
  mapped_at timestamptz not null,
  ended_at timestamptz
);
comment on table exchange_account is 'Under which account of the outside system an officer asks; without one the officer cannot ask.';
create unique index exchange_account_one on exchange_account (system, officer) where ended_at is null;

create table exchange_quota_use (
  system text not null,
  holder text not null,
  day date not null,
  used integer not null check (used > 0),
  primary key (system, holder, day)
);
comment on table exchange_quota_use is 'Questions asked that day by an officer, and by the installation (holder *).';

create table population_permission (
  procedure_code text primary key,
  fields text[] not null,
  legal_ground text not null check (legal_ground <> ''),
  changed_by text,
  changed_at timestamptz not null
);
comment on table population_permission is 'Which fields of the population database a procedure may fetch, and by what law; others get the smallest set.';

create table lookup_question (
  id uuid primary key default gen_random_uuid(),
  call uuid not null unique,
  account uuid not null references account,
  question text not null check (question <> ''),
  asked_at timestamptz not null,
  answer text check (answer <> ''),
  answered_by text,
  answered_at timestamptz,
  constraint answered_by_somebody check ((answer is null) = (answered_at is null))
);
comment on table lookup_question is 'A person questions a look-up of the own data; the control office or an administrator answers.';

create table lookup_alert (
  call uuid primary key,
  reason text not null check (reason in ('no-task', 'nothing-followed')),
  at timestamptz not null,
  seen_by text,
  seen_at timestamptz,
  note text not null default ''
);
comment on table lookup_alert is 'A look-up without a task: no dossier or draft of that person was open at that unit, or none came of it.';
