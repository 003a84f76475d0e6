-- Documents that give tasks, the tasks they give, and what each debtor owes: a task is a case, its row what screens read.
create table directive (
  id uuid primary key,
  number text not null,
  issued_on date not null,
  issuer text not null check (issuer <> ''),
  kind text not null check (kind in ('resolution', 'directive', 'official-letter', 'conclusion', 'decision', 'plan', 'meeting')),
  abstract text not null check (abstract <> ''),
  signer text not null default '',
  file jsonb,
  body text not null default '',
  recalls uuid references directive,
  recalls_words text not null default '',
  entered_by text not null,
  entered_at timestamptz not null,
  search text not null,
  constraint directive_once unique (number, issued_on, issuer)
);
comment on column directive.file is 'The document as handed in: {id, name, bytes, type}; the blob is held by kind directive.';
comment on column directive.body is 'Text extracted from the file, so that tasks are made beside it and it can be searched.';
comment on column directive.recalls is 'The older document that this one recalls: some of its tasks inherit their list from there.';
create index directive_by_date on directive (issued_on desc, id);
create index directive_search on directive using gin (search gin_trgm_ops);

create table reform_task_number (
  year integer primary key,
  last integer not null check (last > 0)
);

create table reform_task (
  id uuid primary key,
  code text not null unique,
  version integer not null check (version > 0),
  hash bytea not null check (length(hash) = 32),
  directive uuid references directive,
  item integer,
  plan_item uuid,
  content text not null check (content <> ''),
  product text not null default '',
  field text not null default '',
  giver text not null references unit,
  lead text not null references unit,
  deadline_kind text not null check (deadline_kind in ('date', 'recurring', 'with-report', 'standing', 'open')),
  given_on date not null,
  starts_on date not null,
  first_due date,
  due date,
  reported_on date,
  done_on date,
  done_late boolean not null default false,
  ended text check (ended in ('accepted', 'withdrawn', 'passed-on')),
  weight integer not null default 1 check (weight between 1 and 100),
  percent integer not null default 0 check (percent between 0 and 100),
  extension_until date,
  waiting_on text references unit,
  returns integer not null default 0,
  vice_chair uuid references account,
  inherits uuid references reform_task,
  search text not null,
  state jsonb not null,
  constraint dated_task_has_a_due check (deadline_kind in ('standing', 'open') or due is not null),
  constraint accepted_task_has_a_day check (ended is distinct from 'accepted' or done_on is not null)
);
comment on table reform_task is 'One debtor''s task. The status is never stored: it follows from the dates and the day that is asked about.';
comment on column reform_task.first_due is 'What was given first; stays whatever extension is granted. Of a recurring duty: of its open period.';
comment on column reform_task.due is 'What counts today, after extensions; of a recurring duty: when its open period closes.';
comment on column reform_task.waiting_on is 'The agency whose clock runs while the lead waits for it.';
comment on column reform_task.item is 'The number of the paragraph in the directive; a group of addressees has one item and many tasks.';
create index reform_task_open on reform_task (due, id) where ended is null;
create index reform_task_by_lead on reform_task (lead text_pattern_ops, due, id);
create index reform_task_by_directive on reform_task (directive, item);
create index reform_task_by_plan_item on reform_task (plan_item) where plan_item is not null;
create index reform_task_waiting on reform_task (waiting_on) where waiting_on is not null;
create index reform_task_search on reform_task using gin (search gin_trgm_ops);
create index reform_task_by_given on reform_task (given_on desc, id);

create table reform_task_part (
  task uuid not null references reform_task,
  unit text not null references unit,
  content text not null,
  due date,
  done_on date,
  primary key (task, unit)
);
comment on table reform_task_part is 'What a cooperating agency owes the lead, with a date of its own.';
create index reform_task_part_by_unit on reform_task_part (unit, due) where done_on is null;

-- The twin of statusOf (tasks/status.rules.ts), for lists and counts over many tasks.
create function task_status(ended text, done_late boolean, deadline_kind text, starts_on date, first_due date, due date,
  reported_on date, today date, risk_until date) returns text language sql immutable parallel safe
  return case
    when ended = 'accepted' then case when done_late then 'done-late' else 'done-on-time' end
    when ended is not null then 'withdrawn'
    when deadline_kind = 'standing' then 'standing'
    when due is null then 'in-time'
    when coalesce(reported_on, today) > due then 'late'
    when first_due is not null and coalesce(reported_on, today) > first_due then 'extended'
    when starts_on > today then 'not-yet-due'
    when reported_on is null and due <= risk_until then 'at-risk'
    else 'in-time'
  end;
