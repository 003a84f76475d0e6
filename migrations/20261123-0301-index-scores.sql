-- Scores of provinces and units by criterion, the published standings, and the map of provinces before and after a merger.
create table index_province (
  code text primary key,
  name text not null,
  successor text not null references index_province deferrable initially deferred,
  changed_on date
);
comment on table index_province is 'Provinces by statistical code as scores name them; successor is the province of today (itself when unchanged).';

create table index_score (
  edition uuid not null references index_edition,
  subject text not null,
  node text not null,
  self numeric,
  round1 numeric,
  final numeric,
  low numeric,
  high numeric,
  computed numeric,
  computed_at timestamptz,
  source text not null default '',
  primary key (edition, subject, node),
  foreign key (edition, node) references index_node (edition, key),
  constraint index_interval_is_one check ((low is null) = (high is null) and low <= high)
);
comment on column index_score.subject is 'Code of the unit (H99.07) or statistical code of the province (01), as it was in the year of the edition.';
comment on column index_score.computed is 'What our own operations give tonight; never taken for the score without an act.';
create index index_score_by_subject on index_score (subject, edition);

create table index_standing (
  edition uuid not null references index_edition,
  subject text not null,
  total numeric,
  rank integer,
  status text not null default '',
  low numeric,
  high numeric,
  figures jsonb not null default '{}',
  source text not null default '',
  primary key (edition, subject)
);
comment on table index_standing is 'A published (or, where status says so, summed) total of one subject; a blank total is "no data", never nought.';
comment on column index_standing.figures is 'The other columns of the file the row was read from, so that nothing of it is lost.';
create index index_standing_by_subject on index_standing (subject);

create table index_import (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  by text not null,
  what text not null,
  file text not null,
  sha256 text not null,
  rows integer not null,
  stored integer not null
);
comment on table index_import is 'Which file was read when: rows read and rows kept must agree.';
