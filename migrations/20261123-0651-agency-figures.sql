-- Sums of the months by agency and period: a year's board reads a row an agency instead of adding up every unit's months.
create table agency_figure (
  period text not null check (period ~ '^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$'),
  agency text not null,
  cells jsonb not null,
  primary key (period, agency)
);
comment on table agency_figure is 'Derived from month_figure in the transaction that adds a month up, for the month, its quarter and its year.';
comment on column agency_figure.agency is 'Code of the agency with what lies below it; * is the whole province.';
comment on column agency_figure.cells is 'A list by procedure: [procedure, received, on time, late, settled, timed, worked minutes].';

insert into agency_figure (period, agency, cells)
select period, coalesce(agency, '*'),
  jsonb_agg(jsonb_build_array(procedure_code, received, on_time, late, settled, timed, worked))
from (
  select period, agency, procedure_code,
    sum(received) as received, sum(on_time) as on_time, sum(late) as late, sum(on_time + late + unknown) as settled,
    sum(timed) as timed, sum(worked) as worked
  from month_figure cross join lateral (values (month), (left(month, 4)),
    (left(month, 4) || '-Q' || (substr(month, 6)::integer + 2) / 3)) as of (period)
    cross join lateral (select array_to_string((string_to_array(unit, '.'))[1:2], '.')) as at (agency)
  group by grouping sets ((period, agency, procedure_code), (period, procedure_code))
) as summed
group by period, agency;
