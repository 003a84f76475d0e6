-- The catalogue: procedures and their published, immutable revisions.
create table procedure_revision (
  id uuid primary key default gen_random_uuid(),
  code text not null,
  number integer not null check (number > 0),
  body jsonb not null check (jsonb_typeof(body) = 'object'),
  source jsonb,
  source_hash text,
  content_hash text not null,
  valid_from date not null,
  published_at timestamptz not null,
  published_by text not null,
  constraint revision_once_per_number unique (code, number),
  constraint revision_is_of_its_procedure check (body ->> 'code' = code)
);
comment on column procedure_revision.body is 'All that is published: papers, fees, limits, form, process (ProcedureContent in src/server/catalogue/model.ts).';
comment on column procedure_revision.source is 'The record as it was imported, whole, so that nothing the import did not understand is lost.';
comment on column procedure_revision.source_hash is 'sha256 of the imported line: the same line again changes nothing.';

create table procedure (
  code text primary key,
  status text not null default 'in-force' check (status in ('in-force', 'withdrawn')),
  current_revision uuid not null references procedure_revision (id) deferrable,
  name text not null,
  name_en text,
  field_code text not null,
  field_name text not null,
  levels text[] not null check (cardinality(levels) > 0),
  agency text not null,
  settling_kind text not null check (settling_kind in ('commune', 'department', 'elsewhere')),
  settling_code text,
  service_level text not null check (service_level in ('full', 'partial', 'information')),
  at_once boolean not null,
  search text not null,
  sounds text not null,
  keys tsvector not null
);
comment on column procedure.current_revision is 'The newest published revision; which one is in force on a day is told by procedure_revision.valid_from.';
comment on column procedure.search is 'Code and names folded: no tone marks, lower case, single spaces around every word (fold() of the platform).';
comment on column procedure.sounds is 'The names as they sound, word by word (tr = ch, s = x …).';
comment on column procedure.keys is 'Each word, how it sounds (=chu for tru) and what is left of it with one letter missing (-kha): typing errors meet here by index.';

create index procedure_by_keys on procedure using gin (keys);
create index procedure_by_name on procedure (name collate "vi-x-icu", code);
create index procedure_by_field on procedure (field_code);

create function revision_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'a published revision never changes: publish a new one';
end $$;
create trigger revision_is_final before update or delete on procedure_revision for each row execute function revision_is_final();
create trigger revision_is_never_truncated before truncate on procedure_revision for each statement execute function revision_is_final();
