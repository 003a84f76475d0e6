-- Digitising old results in batches: a table of papers and their files, rehearsed line by line, entered by a job that can be resumed.
create table paper_batch (
  id uuid primary key,
  name text not null check (name <> ''),
  unit text not null references unit,
  state text not null check (state in ('rehearsed', 'running', 'done')),
  started_by uuid not null,
  started_by_name text not null,
  created_at timestamptz not null,
  beat_at timestamptz not null
);
comment on column paper_batch.beat_at is 'When the job last said it is alive; a silent one is begun again.';
create table paper_batch_line (
  batch uuid not null references paper_batch,
  line integer not null check (line > 0),
  content jsonb not null,
  file jsonb,
  fault text check (fault <> ''),
  paper uuid references paper,
  primary key (batch, line)
);
comment on column paper_batch_line.content is 'What the table says of the paper, as read.';
comment on column paper_batch_line.fault is 'Why the line was not, or will not be, entered; the others are.';
comment on column paper_batch_line.paper is 'The paper it became: a line that has one is done.';
create unique index paper_once_per_batch on paper (file, number, holder) where source = 'batch';
