-- Secrets an installation makes for itself, e.g. to sign the short-lived slips of the public tracking page.
create table installation_secret (
  purpose text primary key,
  secret bytea not null check (length(secret) >= 32)
);
comment on table installation_secret is 'Never shown, never exported; deleting a row makes what it signed worthless and a new secret at next need.';
