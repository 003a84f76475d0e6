-- Dossiers of other systems among the settlements: what they do not tell is null.
alter table settlement
  alter column papers drop not null,
  alter column papers_digitised drop not null,
  alter column result_files drop not null,
  alter column fee drop not null,
  alter column fee_paid drop not null,
  alter column fee_online drop not null,
  add constraint own_is_told_whole check (source <> '' or (papers is not null and papers_digitised is not null
    and result_files is not null and fee is not null and fee_paid is not null and fee_online is not null));
comment on column settlement.papers is 'Null, as the five after it: another system settles the dossier and does not tell.';
