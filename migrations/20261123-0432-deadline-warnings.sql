-- Before it is late: who is warned at which share of the working time, as data; and what was said, once each.
create table warning_rule (
  share numeric(3, 2) not null check (share > 0 and share < 1),
  who text not null check (who in ('holder', 'head', 'superior')),
  valid_from date not null,
  valid_to date,
  primary key (share, who, valid_from)
);
insert into warning_rule (share, who, valid_from)
values (0.5, 'holder', '2018-01-01'), (0.75, 'head', '2018-01-01'), (0.9, 'superior', '2018-01-01');

create table deadline_warning (
  dossier_id uuid not null,
  due_at timestamptz not null,
  share numeric(3, 2) not null,
  who text not null,
  at timestamptz not null,
  people integer not null check (people >= 0),
  primary key (dossier_id, due_at, share, who)
);
comment on table deadline_warning is 'A warning given, once for a due moment; a new date starts anew.';
