-- Settlements: one narrow row per dossier, from which lists, indices, reports and open data are counted.
create table settlement (
  dossier_id uuid primary key,
  version integer not null,
  source text not null default '',
  code text not null,
  procedure_code text not null,
  channel text not null,
  receiving_unit text not null,
  settling_unit text not null,
  rule_set text not null,
  phase text not null,
  ending text check (ending in ('granted', 'refused', 'stopped', 'not-accepted')),
  filed_at timestamptz not null,
  received_at timestamptz,
  original_due_at timestamptz,
  due_at timestamptz,
  finished_at timestamptz,
  returned_at timestamptz,
  index_due_at timestamptz,
  index_late boolean,
  supplements integer not null check (supplements >= 0),
  extensions integer not null check (extensions >= 0),
  waiting_for text,
  waiting_since timestamptz,
  papers integer not null,
  papers_digitised integer not null check (papers_digitised <= papers),
  result_files integer not null,
  fee bigint not null,
  fee_paid bigint not null,
  fee_online bigint not null
);
comment on table settlement is 'Derived from dossiers by their events, at most a minute behind, and rebuilt from nothing at any time. Voided dossiers are absent.';
comment on column settlement.source is 'Empty: our own dossier; else the system that settles it.';
comment on column settlement.index_due_at is 'Due by Decision 766: supplement intervals subtracted instead of restarting.';
comment on column settlement.index_late is 'By Decision 766: a second supplement request is late too. Null while nothing can be said.';
comment on column settlement.waiting_for is 'Why the clock stands still now.';
create index settlement_by_finished on settlement (finished_at, settling_unit) where finished_at is not null;
create index settlement_by_received on settlement (received_at, settling_unit) where received_at is not null;
create index settlement_open on settlement (settling_unit, due_at) where finished_at is null and received_at is not null;
create index settlement_by_procedure on settlement (procedure_code, finished_at);
