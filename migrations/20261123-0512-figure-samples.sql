-- A page shows how many rows stand behind a figure and the first of them, without reading the many megabytes of all.
alter table reform_report_figure
  add column counted integer,
  add column sample jsonb;
comment on column reform_report_figure.counted is 'How many rows there are; null in reports frozen before this column, as sample: read them from rows.';
