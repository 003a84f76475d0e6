-- What the service-quality index counts of a period, kept for under a minute where there are too many dossiers to count at each look.
create table index_counted (
  period text primary key check (period ~ '^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$'),
  counted_at timestamptz not null,
  asked_at timestamptz not null
);
comment on table index_counted is 'Periods asked for in the last hour, counted anew every minute. A province of ordinary size has none: it counts live.';

create table index_count (
  period text not null references index_counted on delete cascade,
  unit text not null,
  counts jsonb not null,
  primary key (period, unit)
);
comment on column index_count.unit is 'A settling unit for itself; * is the whole province.';
comment on column index_count.counts is 'By procedure, what dossierCounts (service-index/store.ts) gives.';
