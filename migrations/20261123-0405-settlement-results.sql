-- Settlements also say what the service-quality index asks: electronic results, data used again, population data.
alter table settlement
  add column e_result boolean not null default false,
  add column known boolean not null default true,
  add column reused boolean,
  add column population boolean,
  add column personal_store boolean;
comment on column settlement.e_result is 'The result exists electronically, with a number and a file.';
comment on column settlement.known is 'False where another system does not tell enough to say late or on time; such a dossier is counted apart.';
comment on column settlement.reused is 'Data or papers from a store were used instead of asking again; null where no part of the system can tell.';
comment on column settlement.population is 'The National Population Database was used; null where no part of the system can tell.';
comment on column settlement.personal_store is 'The result was put into the applicant''s store on the national portal; null where no part of the system can tell.';
create index settlement_foreign on settlement (source, code) where source <> '';
create index foreign_dossier_told on foreign_dossier (told_at);
