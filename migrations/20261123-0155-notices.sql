-- Notices: what was said to applicants and officers, by which channel, and whether it arrived.
create table notice (
  id uuid primary key,
  key text not null unique,
  template text not null,
  channel text not null check (channel in ('email', 'in-app')),
  to_name text not null default '',
  to_address text,
  to_account uuid,
  language text not null check (language in ('vi', 'en')),
  subject text not null,
  body text not null,
  html text not null default '',
  secret boolean not null default false,
  about_kind text not null,
  about_id text not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'no-address')),
  attempts integer not null default 0 check (attempts >= 0),
  last_error text,
  busy_until timestamptz,
  created_at timestamptz not null,
  sent_at timestamptz,
  read_at timestamptz,
  constraint mail_has_an_address check (channel <> 'email' or to_address is not null),
  constraint sent_has_a_time check ((state = 'sent') = (sent_at is not null))
);
comment on column notice.key is 'Names the occasion, e.g. dossier event and template: the same occasion twice is one notice.';
comment on column notice.secret is 'The body carries a one-time code: it is wiped when sent or given up, and never shown in the application.';
comment on column notice.busy_until is 'A delivery is under way until then. A lease and not a row lock: an open transaction would hold back the event feed.';
create index notice_about on notice (about_kind, about_id, created_at);
create index notice_unread on notice (to_account, created_at) where to_account is not null and read_at is null and not secret;
