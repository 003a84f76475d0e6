-- Fees paid online: one order per dossier open at a time, entered in the dossier exactly once or paid back.
create table payment_order (
  id uuid primary key,
  dossier_id uuid not null,
  amount integer not null check (amount > 0),
  state text not null default 'open' check (state in ('open', 'entered', 'failed', 'refunding', 'refunded')),
  page text,
  expires_at timestamptz,
  receipt text unique,
  created_at timestamptz not null,
  checked_at timestamptz,
  settled_at timestamptz,
  constraint paid_has_a_receipt check (state not in ('entered', 'refunding') or receipt is not null),
  constraint settled_order_has_a_time check ((state = 'open') = (settled_at is null))
);
comment on table payment_order is 'What the payment platform was asked to collect for a dossier. The id is the reference the platform knows.';
comment on column payment_order.page is 'Where the person pays; null while the platform has not answered.';
comment on column payment_order.state is 'entered: stands in the dossier; refunding: paid, but the dossier no longer takes it.';
create unique index payment_order_one_open on payment_order (dossier_id) where state = 'open';
create index payment_order_by_dossier on payment_order (dossier_id, created_at);
create index payment_order_unchecked on payment_order (checked_at nulls first) where state = 'open';
