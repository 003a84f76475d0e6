-- Process revisions: how procedures are settled, as BPMN 2.0 and as compiled for running. Immutable once stored.
create table process_revision (
  id uuid primary key default gen_random_uuid(),
  procedure_code text,
  title text not null check (title <> ''),
  source text not null default '',
  xml text not null,
  model jsonb not null check (jsonb_typeof(model) = 'object'),
  content_hash text not null unique check (content_hash ~ '^[0-9a-f]{64}$'),
  imported_at timestamptz not null,
  imported_by text not null default ''
);
comment on table process_revision is 'Internal processes. A change is a new revision: dossiers under way keep theirs.';
comment on column process_revision.procedure_code is 'The procedure it was published for; null where the source names none. A procedure revision points here, not back.';
comment on column process_revision.source is 'The decision that published it, or who drew it.';
comment on column process_revision.model is 'What the interpreter runs, compiled from xml.';
comment on column process_revision.content_hash is 'SHA-256 of xml: the same process is stored once.';
create index process_revision_of_procedure on process_revision (procedure_code, imported_at desc) where procedure_code is not null;

create function process_revision_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a process revision is immutable';
end $$;
create trigger process_revision_stays before update on process_revision
  for each row execute function process_revision_is_immutable();
