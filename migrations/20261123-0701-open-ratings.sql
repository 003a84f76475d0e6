-- What people said of the results, built each night with the public figures and over the same window, so that a public page
-- reads one row however many rated. Averages of fewer than the threshold are not kept.
create table open_rating (
  subject text not null check (subject in ('province', 'unit', 'procedure')),
  code text not null,
  count integer not null check (count > 0),
  average double precision check (average between 1 and 5),
  primary key (subject, code)
);
comment on table open_rating is 'Of the window of open_build; those of who rated less often than its threshold have no average.';
