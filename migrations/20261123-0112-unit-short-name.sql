-- The short name by which catalogue revisions name the agency that settles, e.g. so-tu-phap: the same in every province.
alter table unit add column short_name text unique check (short_name ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
comment on column unit.short_name is 'How procedures name the settling agency; each province says which unit that is.';
