-- Settlements say how much office time a dossier took, so that medians are counted and not estimated.
alter table settlement add column worked integer check (worked >= 0);
comment on column settlement.worked is 'Office minutes from receipt to the end, without the time the clock stood still. Null while open, and where another system does not tell its pauses.';
create index settlement_untimed on settlement (dossier_id)
  where worked is null and source = '' and finished_at is not null and received_at is not null;
