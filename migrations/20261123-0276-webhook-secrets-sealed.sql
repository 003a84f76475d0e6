-- Secrets of webhooks are sealed with the key of the installation, so that a copy of the database signs nothing.
alter table webhook
  alter column secret drop not null,
  add column sealed_secret bytea,
  add column sealed_old_secret bytea,
  drop constraint old_secret_ends,
  add constraint old_secret_ends check ((coalesce(old_secret, encode(sealed_old_secret, 'hex')) is null) = (old_secret_until is null)),
  add constraint has_a_secret check (secret is not null or sealed_secret is not null);
comment on column webhook.secret is 'Only of webhooks made before secrets were sealed; sealed and emptied at their next delivery.';
comment on column webhook.old_secret is 'As secret.';
comment on column webhook.sealed_secret is 'Key of the HMAC, sealed (platform/sealing.ts). Told once, never in a log or an answer again.';
