-- What was found in a file after it had been taken in, and when: whoever holds its dossier is told.
alter table blob
  add column virus text,
  add column infected_at timestamptz;
comment on column blob.virus is 'The name the virus scanner gave; the file is handed to nobody.';
create index blob_infected on blob (infected_at) where scan = 'infected';
