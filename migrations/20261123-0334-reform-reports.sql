-- Periodic reports: windows, text parts asked from agencies, and figures frozen with their query and rows.
create table reform_report (
  id uuid primary key,
  key text not null unique,
  kind text not null check (kind in ('q1', 'six-months', 'q3', 'nine-months', 'year', 'one-off')),
  year integer not null,
  unit text not null references unit,
  title text not null,
  window_from date not null,
  window_to date not null,
  cut_off date not null,
  directive uuid references directive,
  opened_by text not null,
  opened_at timestamptz not null,
  number integer,
  frozen_by text,
  frozen_at timestamptz,
  constraint one_off_answers_a_document check ((kind = 'one-off') = (directive is not null)),
  constraint frozen_report_has_a_number check ((frozen_at is null) = (number is null))
);
comment on column reform_report.cut_off is 'The last day whose events are counted.';

create table reform_report_text (
  report uuid not null references reform_report,
  section text not null,
  unit text not null references unit,
  due date not null,
  words text,
  sent_by text,
  sent_at timestamptz,
  primary key (report, section, unit)
);
create index reform_report_text_by_unit on reform_report_text (unit, due) where sent_at is null;

create table reform_report_figure (
  report uuid not null references reform_report,
  key text not null,
  position integer not null,
  value bigint not null,
  query text not null,
  window_from date not null,
  window_to date not null,
  cut_off date not null,
  rows jsonb not null,
  primary key (report, key)
);
comment on column reform_report_figure.query is 'The statement that gave the number; rows is what it counted, as it stood when the report was frozen.';
create function frozen_figure_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'figures of a frozen report are final';
end $$;
create trigger frozen_figure_is_final before update or delete on reform_report_figure for each row execute function frozen_figure_is_final();
