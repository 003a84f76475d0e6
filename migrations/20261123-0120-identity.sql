-- Who people are and what they may do: accounts, posts, sessions, tokens of machines, and the record of security-relevant acts.
create table account (
  id uuid primary key default gen_random_uuid(),
  login text not null unique check (login = lower(login) and login ~ '^[a-z0-9][a-z0-9._@-]{2,63}$'),
  kind text not null check (kind in ('officer', 'citizen', 'organisation')),
  full_name text not null check (full_name <> ''),
  email text not null default '',
  phone text not null default '',
  personal_number text check (personal_number ~ '^[0-9]{12}$'),
  business_number text check (business_number ~ '^[0-9]{10}(-[0-9]{3})?$|^[0-9]{13}$'),
  birth_date date,
  sex text check (sex in ('male', 'female')),
  address text not null default '',
  password_hash text not null,
  must_change_password boolean not null default false,
  blocked_at timestamptz,
  demonstration boolean not null default false,
  language text not null default 'vi' check (language in ('vi', 'en')),
  created_at timestamptz not null,
  last_sign_in_at timestamptz,
  folded text not null,
  constraint citizen_has_a_number check (kind <> 'citizen' or personal_number is not null)
);
comment on column account.blocked_at is 'Locked by an administrator; the lock-out after wrong passwords is in sign_in_guard.';
comment on column account.demonstration is 'Known password: refused on any address but loopback.';
create unique index account_one_per_person on account (kind, personal_number) where personal_number is not null;
create unique index account_one_per_business on account (business_number) where business_number is not null;
create index account_search on account using gin (folded gin_trgm_ops);

create table post (
  id uuid primary key default gen_random_uuid(),
  account uuid not null references account,
  unit text not null references unit,
  role text not null check (role ~ '^[a-z]+(-[a-z]+)*$'),
  title text not null default '',
  head boolean not null default false,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  constraint post_held_once_at_a_time exclude using gist
    (account with =, unit with =, role with =, daterange(valid_from, valid_to, '[]') with &&)
);
comment on column post.head is 'Head of the unit: answers for its delays.';
comment on column post.valid_to is 'Last day in the post; null while held.';
create index post_by_unit on post (unit, role);
create index post_by_account on post (account);

create table session (
  token_hash bytea primary key check (length(token_hash) = 32),
  id uuid not null unique default gen_random_uuid(),
  account uuid not null references account,
  unit text references unit,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  idle_seconds integer not null check (idle_seconds > 0),
  ends_at timestamptz not null,
  address text not null default '',
  agent text not null default ''
);
comment on column session.unit is 'The unit whose posts the officer uses in this session.';
comment on column session.idle_seconds is 'How long it lasts without a request, by role; ends_at is the end whatever happens.';
create index session_by_account on session (account);
create index session_by_end on session (ends_at);

create table api_client (
  id uuid primary key default gen_random_uuid(),
  name text not null unique check (name <> ''),
  unit text references unit,
  demonstration boolean not null default false,
  created_at timestamptz not null
);

create table api_token (
  token_hash bytea primary key check (length(token_hash) = 32),
  id uuid not null unique default gen_random_uuid(),
  client uuid not null references api_client,
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);

-- Wrong passwords by login, whether such an account exists or not, so that the answer tells nobody which logins exist.
create table sign_in_guard (
  login_hash bytea primary key check (length(login_hash) = 32),
  failures integer not null check (failures > 0),
  last_at timestamptz not null,
  locked_until timestamptz
);

create table security_act (
  position bigint generated always as identity primary key,
  at timestamptz not null,
  act text not null,
  account uuid,
  actor_kind text not null,
  actor_id text,
  address text not null default '',
  facts jsonb not null default '{}'
);
comment on table security_act is 'Append-only record of sign-ins, refusals, passwords, posts and tokens. No passwords, no personal data in facts.';
create index security_act_by_account on security_act (account, position desc);
create function security_act_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'the security record is append-only';
end $$;
create trigger security_act_is_final before update or delete on security_act for each row execute function security_act_is_final();
create trigger security_act_is_never_truncated before truncate on security_act for each statement execute function security_act_is_final();
