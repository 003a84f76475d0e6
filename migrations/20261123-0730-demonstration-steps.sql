-- Which parts of the demonstration are told, by name, so that one broken off anywhere is gone on with at the next start.
alter table province add column demonstration_steps text[];
comment on column province.demonstration_steps is
  'Parts told beside and after the history while it is told; null: nothing more is to be told than the history.';
