-- Public figures as built each night: what the open pages and data sets say, with small numbers already left out.
create table open_build (
  built_at timestamptz primary key,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  threshold integer not null check (threshold > 1)
);
comment on table open_build is 'The build in force, one row. last_day is the cut-off: dossiers are counted up to its end.';
comment on column open_build.threshold is 'Fewer dossiers than this are not published.';

create table open_figure (
  subject text not null check (subject in ('province', 'unit', 'procedure')),
  code text not null,
  month text not null,
  received integer,
  online integer,
  settled integer,
  on_time integer,
  late integer,
  unknown integer,
  overdue integer,
  timed integer,
  median integer,
  ninetieth integer,
  primary key (subject, code, month)
);
comment on table open_figure is 'Null: left out, because the number is small or would give a small one away.';
comment on column open_figure.month is 'YYYY-MM, or empty for the whole window.';
comment on column open_figure.median is 'Working time in office minutes; of the whole window only.';

create table open_dataset (
  name text not null,
  format text not null check (format in ('csv', 'json', 'parquet')),
  blob text not null references blob (sha256),
  bytes bigint not null,
  row_count integer not null,
  built_at timestamptz not null,
  primary key (name, format)
);
