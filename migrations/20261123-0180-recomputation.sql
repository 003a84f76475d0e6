-- Recomputing the open dossiers after a change of the calendar: one run a change, with its progress.
create table recomputation (
  change_id bigint primary key references calendar_change (id),
  because text not null check (because <> ''),
  asked_at timestamptz not null,
  total integer check (total >= 0),
  done integer not null default 0 check (done >= 0),
  moved integer not null default 0 check (moved between 0 and done),
  finished_at timestamptz
);
comment on column recomputation.because is 'The decision the change rests on: the reason people are given.';
comment on column recomputation.total is 'Dossiers whose due date the change moves; null until the run has looked.';
