-- Seals: the signed QR of results and receipts, with the keys they are made with and those that no longer hold.
create table seal_key (
  id text primary key check (id ~ '^[0-9a-f]{8}$'),
  public_key bytea not null check (length(public_key) = 32),
  secret bytea,
  made_at timestamptz not null,
  retired_at timestamptz,
  withdrawn_at timestamptz
);
comment on table seal_key is 'Ed25519. A retired key makes no more seals, but those it made still hold; a withdrawn one may have been stolen.';
comment on column seal_key.secret is 'Sealed with the installation''s key; taken away when the key is retired.';
create unique index seal_key_in_use on seal_key ((true)) where retired_at is null and withdrawn_at is null;

create table seal (
  mark text primary key check (mark ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
  kind text not null check (kind in ('receipt', 'result', 'copy')),
  subject text not null,
  facts jsonb not null,
  issued_at timestamptz not null,
  revoked_at timestamptz,
  reason text check ((reason is null) = (revoked_at is null))
);
comment on column seal.mark is 'What people type: 80 bits of the hash of what is sealed. Nobody finds one by trying.';
comment on column seal.facts is 'What the paper says of itself, as in the QR: no more than the paper shows.';
create index seal_by_subject on seal (subject, kind);
create index seal_revoked on seal (revoked_at) where revoked_at is not null;
