-- What may not be asked for: one row a rule (Resolution 66.7/2025/NQ-CP and rules of our own), read by officers and by the offers.
create table once_rule (
  id bigint generated always as identity primary key,
  source text not null check (source <> ''),
  key text not null check (key ~ '^[0-9a-f]{64}$'),
  procedure_code text not null check (procedure_code <> ''),
  procedure_name text not null,
  paper_words text not null,
  database text not null,
  owner text not null,
  document text not null,
  article text not null,
  valid_from date not null,
  valid_to date,
  remark text check (remark in ('columns-shifted', 'database-missing', 'article-missing', 'to-be-checked')),
  paper text check (paper <> ''),
  mapped_by text check (mapped_by <> ''),
  mapped_at timestamptz,
  search text not null,
  unique (source, key),
  constraint in_force_forwards check (valid_to is null or valid_to >= valid_from)
);
comment on table once_rule is 'Which paper of which procedure a database replaces. The catalogue''s own replacedBy says the same of one published revision; a rule adds the article and the days it is in force.';
comment on column once_rule.source is 'Where the rule comes from: 66.7/2025 = the resolution''s Appendix I; own = written here from facts.';
comment on column once_rule.key is 'Fingerprint of the row, so that loading again changes nothing and loses nothing.';
comment on column once_rule.paper_words is 'What is replaced, in the words of the source.';
comment on column once_rule.remark is 'What a person should look at: the row could not be read as it should.';
comment on column once_rule.paper is 'Code of the catalogue''s paper these words mean; null until words or a person say so.';
comment on column once_rule.mapped_by is 'The officer who said so; null where the words say so themselves.';
create index once_rule_of_procedure on once_rule (procedure_code);
create index once_rule_search on once_rule using gin (search gin_trgm_ops);

create table paper_question (
  id uuid primary key default gen_random_uuid(),
  use uuid not null unique references paper_use,
  account uuid not null references account,
  question text not null check (question <> ''),
  asked_at timestamptz not null,
  answer text check (answer <> ''),
  answered_by text,
  answered_at timestamptz,
  constraint answered_by_somebody check ((answer is null) = (answered_at is null))
);
comment on table paper_question is 'A person questions a use of an own paper; the control office or an administrator answers, as with look-ups.';
