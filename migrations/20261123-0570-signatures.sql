-- Electronic signatures: whose keys, whom we believe, orders to sign, and which signed file came out of which.
create table signer (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('pkcs12', 'pkcs11', 'remote', 'token')),
  purpose text not null check (purpose in ('person', 'office', 'time-stamps')),
  officer uuid references account,
  unit text,
  name text not null,
  organisation text,
  chain text[] not null check (cardinality(chain) >= 1),
  settings jsonb not null default '{}',
  secret bytea,
  registered_at timestamptz not null,
  ended_at timestamptz,
  check (purpose <> 'person' or officer is not null),
  check (purpose <> 'office' or unit is not null)
);
comment on table signer is 'A certificate that may sign for an officer or an office. The key itself never lies here in clear.';
comment on column signer.chain is 'DER in base64, the signer''s own certificate first.';
comment on column signer.secret is 'Sealed with the installation''s key: a PKCS#8 key (pkcs12) or the PIN of a module (pkcs11).';
create unique index signer_of_officer on signer (officer) where ended_at is null and purpose = 'person';
create unique index signer_of_office on signer (unit) where ended_at is null and purpose = 'office';

create table trusted (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('anchor', 'crl', 'ocsp')),
  content bytea not null,
  source text not null,
  added_at timestamptz not null
);
comment on table trusted is 'Whose certificates this installation believes, and what is known to be revoked. DER.';

-- An order to sign one file, by one or several in their order. A case: its events are in the log.
create table signature_order (
  id uuid primary key,
  version integer not null check (version > 0),
  phase text not null check (phase in ('open', 'complete', 'ended')),
  subject_kind text not null,
  subject text not null,
  waiting_for uuid,
  state jsonb not null,
  hash bytea not null check (length(hash) = 32),
  opened_at timestamptz not null
);
create index signature_order_by_subject on signature_order (subject_kind, subject);
create index signature_order_waiting on signature_order (waiting_for) where phase = 'open';

create table signed_file (
  file text primary key references blob (sha256),
  former text not null references blob (sha256),
  signature_order uuid not null references signature_order,
  signed_at timestamptz not null,
  stamped boolean not null
);
comment on table signed_file is 'The signed file replaces the former one; former may be a signed file itself.';
comment on column signed_file.stamped is 'An authority''s time stamp is in it; where it was out of reach, a job adds it later.';
create index signed_file_by_former on signed_file (former);
create index signed_file_by_order on signed_file (signature_order);
create index signed_file_unstamped on signed_file (signed_at) where not stamped;
