-- Appraisals of units and officers by the nine indicators (Circular 01/2018/TT-VPCP arts 13-15), kept when a quarter is over.
create table appraisal_kept (
  unit text not null,
  period text not null check (period ~ '^\d{4}-Q[1-4]$'),
  body jsonb not null,
  kept_at timestamptz not null,
  primary key (unit, period)
);
create trigger appraisal_is_final before update or delete on appraisal_kept for each row execute function figure_is_final();
