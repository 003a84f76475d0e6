-- Since when a webhook is paused, so that what waits for it does not wait for ever.
alter table webhook add column paused_at timestamptz;
comment on column webhook.paused_at is 'Null while active, and for one that was paused before this column was.';
create index webhook_delivery_waits_for on webhook_delivery (webhook) where state = 'waiting';
