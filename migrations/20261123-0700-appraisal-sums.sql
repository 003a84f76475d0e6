-- The appraisal of agencies and officers (Circular 01/2018 arts 13-15) is read from kept sums, by the day a dossier ended
-- and by quarter, so that a running quarter answers at once however many dossiers ended in it.
create table stale_end (
  day date primary key,
  since timestamptz not null
);
comment on table stale_end is 'Days whose sums are to be counted anew: a dossier that ended then was written since.';

create table appraisal_sum (
  quarter text not null check (quarter ~ '^\d{4}-Q[1-4]$'),
  day date,
  agency text not null,
  officer text not null,
  name text not null,
  dossiers integer not null,
  time_points integer not null,
  contact_points integer not null,
  late integer not null,
  online integer not null,
  stepped integer not null,
  step_points integer not null,
  unique nulls not distinct (quarter, day, agency, officer)
);
comment on table appraisal_sum is 'What the appraisal counts per dossier, of a day and of its quarter, for agencies and officers.';
comment on column appraisal_sum.day is 'Null: the sum of the quarter.';
comment on column appraisal_sum.officer is 'Empty: the agency itself.';
comment on column appraisal_sum.time_points is 'Σ of 2 for early, 1 for on time, 0 for late.';
comment on column appraisal_sum.contact_points is 'Σ of 2 for no supplement, 1 for one, 0 for more.';
comment on column appraisal_sum.stepped is 'Dossiers in which a step that had a time of its own was ended.';
comment on column appraisal_sum.step_points is 'Σ of 2 where the steps of a dossier ended a day or more before their times, 1 where not beyond them.';
create index appraisal_sum_by_day on appraisal_sum (day) where day is not null;

insert into stale_end (day, since)
select distinct (finished_at at time zone 'Asia/Ho_Chi_Minh')::date, now() from settlement
where source = '' and received_at is not null and finished_at is not null;
