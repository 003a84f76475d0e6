-- 20261123-0711-scrubs.sql: what each scrub of the stored files read and found.
create table blob_scrub (
  finished_at timestamptz primary key,
  whole boolean not null,
  checked integer not null check (checked >= 0),
  damaged integer not null check (damaged >= 0),
  missing integer not null check (missing >= 0)
);
comment on table blob_scrub is 'One row a night, and one for each scrub by hand; administrators see the last.';
create index blob_withheld on blob ((coalesce(infected_at, created_at)) desc, sha256) where scan = 'infected';
