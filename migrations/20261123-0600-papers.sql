-- The register of papers: each paper or result that a person or an organisation has, once, with where it came from and what became of it.
create table paper (
  id uuid primary key,
  version integer not null check (version > 0),
  hash bytea not null check (length(hash) = 32),
  kind text not null check (kind <> ''),
  name text not null check (name <> ''),
  holder_kind text not null check (holder_kind in ('person', 'organisation')),
  holder text not null check (holder <> ''),
  holder_name text not null check (holder_name <> ''),
  issuer text not null,
  number text not null,
  issued_on date,
  valid_to date,
  source text not null check (source in ('result', 'filed', 'scanned', 'batch')),
  form text not null check (form in ('electronic', 'certified-copy', 'scan')),
  file text check (file ~ '^[0-9a-f]{64}$'),
  dossier uuid,
  unit text not null references unit,
  entered_at timestamptz not null,
  state text not null check (state in ('in-force', 'replaced', 'withdrawn', 'destroyed')),
  search text not null,
  content jsonb not null,
  constraint destroyed_has_no_file check (state <> 'destroyed' or file is null)
);
comment on column paper.kind is 'Stable name of the kind of paper, as the catalogue calls it (paper code or result).';
comment on column paper.holder is 'Personal number (12 digits) or business number of the one it belongs to.';
comment on column paper.source is 'result = made by us; filed = handed in as a file; scanned = at the desk; batch = digitised later.';
comment on column paper.form is 'electronic = a signed or original electronic file; certified-copy = signed by the desk against the original; scan = a picture only.';
comment on column paper.content is 'The paper as its events left it.';
create index paper_of_holder on paper (holder_kind, holder, entered_at desc, id);
create index paper_of_dossier on paper (dossier) where dossier is not null;
create index paper_of_unit on paper (unit, entered_at desc, id);
create index paper_search on paper using gin (search gin_trgm_ops);
create unique index paper_once_per_result on paper (dossier, file) where source = 'result';

create table paper_use (
  id uuid primary key,
  paper uuid not null references paper,
  dossier uuid not null,
  at timestamptz not null,
  used_by text,
  used_by_name text not null,
  unit text,
  purpose text not null check (purpose <> ''),
  consent text not null check (consent <> '')
);
comment on table paper_use is 'Every time a paper of the register served a dossier instead of being asked for again: shown to its holder.';
comment on column paper_use.consent is 'How the holder agreed: ticked online, said at the counter, or the article that needs none.';
create index paper_use_of_paper on paper_use (paper, at desc);
create index paper_use_of_dossier on paper_use (dossier);
