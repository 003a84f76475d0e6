-- 20261123-0616-scans.sql: scans that came from a watched folder and wait to be put to a dossier.
create table scan_arrival (
  id uuid primary key default gen_random_uuid(),
  key text not null unique,
  unit text not null,
  officer uuid references account (id),
  blob text not null check (blob ~ '^[0-9a-f]{64}$'),
  name text not null,
  bytes bigint not null check (bytes > 0),
  media_type text not null,
  arrived_at timestamptz not null,
  sorted_at timestamptz,
  state text not null default 'new' check (state in ('new', 'attached', 'taken', 'dismissed')),
  dossier text,
  settled_at timestamptz,
  settled_by uuid references account (id),
  check ((state = 'new') = (settled_at is null)),
  check (state <> 'attached' or dossier is not null)
);
create index scan_arrival_waiting on scan_arrival (unit, arrived_at) where state = 'new';
comment on table scan_arrival is 'A queue, not a case: what is done with a scan stands in the events of the dossier it goes to.';
comment on column scan_arrival.key is 'The name under which the file was taken out of the folder: a file is entered once, whatever breaks off.';
comment on column scan_arrival.officer is 'Whose folder it came from; null: anybody of the unit.';
comment on column scan_arrival.sorted_at is 'When its codes were looked at: a separator sheet or receipt names the dossier.';
