-- Editions of the list of late settlements: a duty to publish is closed by the edition that was published, and by nothing else.
create table published_edition (
  unit text not null references unit,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  edition integer not null check (edition > 0),
  published_on date not null,
  primary key (unit, month)
);
comment on table published_edition is 'The first edition of each month; a corrected edition later does not move the day. Told by events late-list.published.';
