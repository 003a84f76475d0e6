-- The short names by which catalogue revisions name the agency that settles, e.g. so-tu-phap: the same in every province.
create table unit_short_name (
  short_name text primary key check (short_name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  unit text not null references unit
);
comment on table unit_short_name is 'Each province says which of its units a short name means; several may mean one unit.';
