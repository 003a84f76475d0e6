-- Work on indices as cases: a component of a round, a lost point, an accountability case, an inspection. State is the fold of the events.
create table index_case (
  id uuid primary key,
  kind text not null check (kind in ('component', 'lost-point', 'accountability', 'inspection')),
  ref text not null,
  edition uuid references index_edition,
  subject text not null default '',
  node text,
  owner text not null default '',
  phase text not null,
  due date,
  version integer not null check (version > 0),
  hash bytea not null check (length(hash) = 32),
  state jsonb not null,
  constraint index_case_once unique (kind, ref)
);
comment on column index_case.ref is 'What the case is about, e.g. edition:subject:node, so that it is opened once.';
comment on column index_case.owner is 'The unit that answers for it now.';
comment on column index_case.due is 'The next date somebody is awaited: evidence, proof of a remedy, mending.';
create index index_case_list on index_case (kind, edition, subject, phase);
create index index_case_by_owner on index_case (owner, kind, phase);
