-- Sums of settlements by month, unit and procedure: what dashboards add up instead of reading every dossier.
create table month_figure (
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  unit text not null,
  procedure_code text not null,
  received integer not null,
  online integer not null check (online <= received),
  on_time integer not null,
  late integer not null,
  unknown integer not null,
  stopped integer not null,
  timed integer not null check (timed <= on_time + late + unknown),
  worked bigint not null,
  primary key (month, unit, procedure_code)
);
comment on table month_figure is 'Derived from settlement month by month, at most two minutes behind, and recounted from nothing each night.';
comment on column month_figure.received is 'Received in the month; all columns after online are of dossiers that ended in it.';
comment on column month_figure.unknown is 'Settled, but another system does not tell enough to say late or on time.';
comment on column month_figure.stopped is 'Withdrawn, stopped or not accepted: no settlement, and neither late nor on time.';
comment on column month_figure.timed is 'Settled with a known working time; worked is the sum of their office minutes.';
create index month_figure_by_unit on month_figure (unit, month);
create index month_figure_by_procedure on month_figure (procedure_code, month);

create table stale_month (
  month text primary key,
  since timestamptz not null
);
comment on table stale_month is 'Months whose settlements changed after they were added up. Written in the transaction of the change.';

-- Whatever was settled before this table was there is added up by the next run of the job.
insert into stale_month (month, since)
select distinct to_char(ended at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM'), now()
from (select received_at as ended from settlement union all select finished_at from settlement) as each
where ended is not null;
