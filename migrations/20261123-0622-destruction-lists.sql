-- Lists of papers past their period: proposed by the nightly job, made by one person, approved by another, carried out.
create table destruction_list (
  id uuid primary key,
  version integer not null check (version > 0),
  hash bytea not null check (length(hash) = 32),
  unit text not null references unit,
  state text not null check (state in ('proposed', 'made', 'approved', 'done')),
  year integer,
  number integer check (number > 0),
  proposed_at timestamptz not null,
  content jsonb not null,
  constraint made_lists_have_numbers check (state = 'proposed' or number is not null),
  unique (unit, year, number)
);
comment on table destruction_list is 'A case: its events are in the log. The list stays when the files of its papers are gone.';
create unique index destruction_list_open on destruction_list (unit) where state in ('proposed', 'made');
create index destruction_list_of_unit on destruction_list (unit, proposed_at desc);

create table destruction_line (
  list uuid not null references destruction_list,
  position integer not null check (position > 0),
  paper uuid not null references paper,
  kept_until date not null,
  outcome text check (outcome in ('left-out', 'destroyed', 'kept')),
  primary key (list, paper)
);
comment on column destruction_line.outcome is 'left-out = by whoever made the list; kept = an open dossier needed it when the list was carried out; null = waits.';
create index destruction_line_of_paper on destruction_line (paper);
create index destruction_line_waiting on destruction_line (list, position) where outcome is null;
