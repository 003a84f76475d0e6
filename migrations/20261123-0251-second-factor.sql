-- The second step of signing in: time-based codes (RFC 6238), recovery codes, and which roles must have it.
create table second_factor (
  account uuid primary key references account,
  secret bytea not null,
  begun_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0
);
comment on column second_factor.secret is 'Sealed with the key of the installation.';
comment on column second_factor.last_step is 'The 30-second step of the last code taken; no code of it or before is taken again.';

create table recovery_code (
  account uuid not null references second_factor on delete cascade,
  code_hash bytea not null check (length(code_hash) = 32),
  used_at timestamptz,
  primary key (account, code_hash)
);

create table second_factor_policy (
  role text primary key check (role ~ '^[a-z]+(-[a-z]+)*$'),
  demand text not null check (demand in ('off', 'optional', 'required'))
);
comment on table second_factor_policy is 'A role that is not listed may have a second step (optional).';

-- The password was right; the code is still to come.
create table sign_in_step (
  token_hash bytea primary key check (length(token_hash) = 32),
  account uuid not null references account,
  expires_at timestamptz not null
);
