-- Scores of agencies by a published formula; a correction is a new version beside the old one, never in its place.
create table score_formula (
  id integer generated always as identity primary key,
  valid_from date not null unique,
  published text not null,
  parts jsonb not null
);
comment on column score_formula.parts is '[{key: quantity|quality|timeliness, weight}]; a part that does not apply is left out and the rest scaled to 100.';
insert into score_formula (valid_from, published, parts) values
  ('2022-01-01', 'Công thức mẫu đi kèm hệ thống; thay bằng công thức đơn vị đã công bố',
   '[{"key": "quantity", "weight": 30}, {"key": "quality", "weight": 30}, {"key": "timeliness", "weight": 40}]');

create table agency_score (
  id uuid primary key,
  unit text not null references unit,
  period text not null check (period ~ '^\d{4}-(\d{2}|Q[1-4])$'),
  version integer not null check (version > 0),
  window_from date not null,
  window_to date not null,
  cut_off date not null,
  formula integer not null references score_formula,
  parts jsonb not null,
  total numeric,
  rows jsonb not null,
  reason text not null default '',
  computed_by text not null,
  computed_at timestamptz not null,
  constraint score_version_once unique (unit, period, version),
  constraint correction_has_a_reason check (version = 1 or reason <> '')
);
comment on column agency_score.rows is 'The tasks counted, frozen as they stood.';
comment on column agency_score.total is 'Null when nothing of the formula applies.';
create index agency_score_by_period on agency_score (period, unit, version desc);

create table score_dispute (
  id uuid primary key,
  score uuid not null references agency_score,
  reason text not null check (reason <> ''),
  raised_by text not null,
  raised_at timestamptz not null,
  decision text check (decision in ('upheld', 'refused')),
  decision_words text not null default '',
  decided_by text,
  decided_at timestamptz,
  constraint decision_is_whole check ((decision is null) = (decided_at is null))
);
create index score_dispute_by_score on score_dispute (score);
