-- 20261123-0670-letters.sql: letters (e-mail) to the one-stop desks; their attachments wait as scans do.
create table mail_box (
  address text primary key check (address = lower(address) and address ~ '^[^\s@]+@[^\s@]+$' and length(address) <= 254),
  unit text not null,
  set_at timestamptz not null,
  set_by uuid references account (id)
);
comment on table mail_box is 'Which address is whose: mail to any other address is refused at the door.';

create table mail_letter (
  id uuid primary key default gen_random_uuid(),
  unit text not null,
  key text not null,
  address text not null,
  sender text,
  from_name text not null,
  from_address text not null,
  subject text not null,
  arrived_at timestamptz not null,
  answerable boolean not null,
  blob text not null check (blob ~ '^[0-9a-f]{64}$'),
  body text not null default '',
  refused jsonb not null default '[]' check (jsonb_typeof(refused) = 'array'),
  tries integer not null default 0,
  opened_at timestamptz,
  state text not null default 'new' check (state in ('new', 'closed')),
  reason text,
  closed_at timestamptz,
  closed_by uuid references account (id),
  unique (unit, key),
  check ((state = 'closed') = (closed_at is not null)),
  check (sender is not null or not answerable)
);
create index mail_letter_waiting on mail_letter (unit, arrived_at) where state = 'new';
comment on table mail_letter is 'A queue, not a case: what is done with an attachment stands in the events of the dossier it goes to.';
comment on column mail_letter.key is 'The Message-ID, or the hash of a letter without one: delivered twice it is entered once.';
comment on column mail_letter.sender is 'Where answers go: the sender of the envelope. Null for mail that wants none. Proof of nobody.';
comment on column mail_letter.answerable is 'False for what machines and lists sent, so that no loop begins.';
comment on column mail_letter.blob is 'The letter as it came, kept until thirty days after it was closed.';
comment on column mail_letter.refused is 'Attachments that were not taken in, each with its name and why.';
comment on column mail_letter.opened_at is 'When its attachments were taken out; null: not yet.';

create table mail_answer (
  sender text primary key,
  letter uuid not null,
  answered_at timestamptz not null
);
comment on table mail_answer is 'When a sender was last answered by the house itself: once an hour and no more.';

alter table scan_arrival add column letter uuid references mail_letter (id) on delete set null;
create index scan_arrival_letter on scan_arrival (letter) where letter is not null;
comment on column scan_arrival.letter is 'The letter it was attached to; null: a scanner laid it into the folder.';
