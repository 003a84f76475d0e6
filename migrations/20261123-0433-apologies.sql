-- Letters of apology with a new date (form 04), drafted before the due moment; a leader approves, the dossier is extended.
create table apology (
  id uuid primary key,
  dossier_id uuid not null,
  code text not null,
  unit text not null,
  procedure_code text not null,
  due_at timestamptz not null,
  reason text not null check (reason in ('workload', 'complex', 'other-agency', 'outside-system', 'staff')),
  days integer not null check (days between 1 and 30),
  drafted_at timestamptz not null,
  state text not null default 'drafted' check (state in ('drafted', 'approved', 'set-aside')),
  decided_at timestamptz,
  decided_by text,
  constraint apology_once_per_due unique (dossier_id, due_at),
  constraint decided_by_somebody check ((state = 'drafted') = (decided_at is null))
);
comment on column apology.days is 'Working days asked for beyond the due moment: the one new date that Decree 61/2018 art. 19(9) allows.';
create index apology_open on apology (unit, due_at) where state = 'drafted';
create index apology_decided on apology (decided_at desc) where state = 'approved';
