-- Sign-on with national and other identity providers (OpenID Connect): the providers, attempts under way, links, levels.
create table sign_on_provider (
  code text primary key check (code ~ '^[a-z][a-z0-9-]{1,30}$'),
  settings jsonb not null,
  secret bytea not null,
  enabled boolean not null default true,
  position integer not null default 0,
  changed_at timestamptz not null
);
comment on column sign_on_provider.secret is 'Client secret or private key, sealed with the key of the installation.';

-- One attempt: begun in a browser, ended once or forgotten. The state and the browser are known by their hashes only.
create table sign_on_attempt (
  state_hash bytea primary key check (length(state_hash) = 32),
  browser_hash bytea not null check (length(browser_hash) = 32),
  provider text not null references sign_on_provider on delete cascade,
  purpose text not null check (purpose in ('sign-in', 'link', 'step-up')),
  nonce text not null,
  verifier text not null,
  redirect_uri text not null,
  back text not null check (back like '/%'),
  level integer not null check (level between 1 and 3),
  for_desk boolean not null default false,
  account uuid references account,
  session uuid,
  expires_at timestamptz not null,
  constraint who_is_signed_in_already check (purpose = 'sign-in' or (account is not null and session is not null))
);
create index sign_on_attempt_by_end on sign_on_attempt (expires_at);

create table account_link (
  id uuid primary key default gen_random_uuid(),
  account uuid not null references account,
  provider text not null references sign_on_provider,
  subject text not null check (subject <> ''),
  for_desk boolean not null,
  linked_at timestamptz not null,
  last_used_at timestamptz not null,
  constraint one_account_of_a_kind_per_subject unique (provider, subject, for_desk),
  constraint one_link_per_provider unique (account, provider)
);
comment on column account_link.for_desk is 'An officer is a citizen too: the same identity opens one account of each kind.';

alter table account add column password_set boolean not null default true;
comment on column account.password_set is 'False for an account that a sign-on made: its person has never chosen a password.';

alter table session
  add column level integer not null default 1 check (level between 1 and 3),
  add column provider text references sign_on_provider on delete set null,
  add column subject text,
  add column provider_session text,
  add column id_token bytea;
comment on column session.level is 'Assurance: 1 a password, 2 a second factor, else what the provider vouched for.';
comment on column session.id_token is 'Sealed; told to the provider when the person signs out.';
create index session_by_subject on session (provider, subject) where subject is not null;

-- The level a service asks of a session; a purpose that is not listed asks none.
create table assurance_demand (
  purpose text primary key check (purpose ~ '^[a-z]+(-[a-z]+)*(:[0-9A-Za-z.]+)?$'),
  level integer not null check (level between 2 and 3)
);
comment on column assurance_demand.purpose is 'own-dossier, file, or file:<procedure code>, which goes before file.';
