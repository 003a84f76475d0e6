-- How far the demonstration's history is told: until when, so that a telling broken off goes on alike, and whether it is complete.
alter table province
  add column demonstration_until timestamptz,
  add column demonstration_told boolean not null default false;
