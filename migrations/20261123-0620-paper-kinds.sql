-- Kinds of paper as dated configuration: what a province says over the kinds that ship with the house.
create table paper_kind (
  code text not null check (code ~ '^[a-z0-9][a-z0-9-]{1,59}$'),
  valid_from date not null,
  content jsonb not null,
  entered_at timestamptz not null,
  entered_by text not null,
  primary key (code, valid_from)
);
comment on table paper_kind is 'From valid_from on a kind is as its latest row says, and a row is final once its first day is over; the shipped kinds are code.';
comment on column paper_kind.content is 'Names, what is of it, validity, retention, whether it may be scanned, legal basis, whether the period was checked.';
