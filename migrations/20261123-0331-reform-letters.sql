-- Letters of urging and criticism (and other official documents of the reform office), and the rules by which people are reminded.
create table official_number (
  unit text not null references unit,
  year integer not null,
  last integer not null check (last > 0),
  primary key (unit, year)
);
comment on table official_number is 'Numbers of outgoing documents: from 01 on 1 January, without gaps, per issuing unit.';

create table official_letter (
  id uuid primary key,
  kind text not null check (kind in ('urging', 'criticism', 'request', 'report')),
  unit text not null references unit,
  year integer,
  number integer,
  content jsonb not null,
  addressees text[] not null,
  tasks uuid[] not null default '{}',
  drafted_by text not null,
  drafted_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  sent_by text,
  sent_at timestamptz,
  constraint letter_number_once unique (unit, year, number),
  constraint approved_letter_has_a_number check ((approved_at is null) = (number is null)),
  constraint sent_letter_is_approved check (sent_at is null or approved_at is not null)
);
comment on column official_letter.content is 'The document as data (layout/model.ts OfficialDocument); DOCX and PDF are written from it.';
create index official_letter_by_age on official_letter (drafted_at desc, id);

create table official_letter_receipt (
  letter uuid not null references official_letter,
  unit text not null references unit,
  opened_at timestamptz,
  opened_by text,
  answered_at timestamptz,
  answer text,
  primary key (letter, unit)
);

create table urging_rule (
  id integer generated always as identity primary key,
  days integer not null,
  who text not null check (who in ('holder', 'head', 'vice-chair')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  constraint urging_rule_once unique (days, who, valid_from)
);
comment on table urging_rule is 'When whom: negative days are working days before the due day, positive ones calendar days after it, 0 the day itself.';
insert into urging_rule (days, who, valid_from) values
  (-7, 'holder', '2022-01-01'), (-3, 'holder', '2022-01-01'), (-1, 'holder', '2022-01-01'), (-1, 'head', '2022-01-01'),
  (1, 'holder', '2022-01-01'), (1, 'head', '2022-01-01'), (7, 'head', '2022-01-01'), (7, 'vice-chair', '2022-01-01'),
  (30, 'head', '2022-01-01'), (30, 'vice-chair', '2022-01-01');
