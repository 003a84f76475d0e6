-- 20261123-0615-file-refusals.sql: how many files were refused after a look into them, by day and reason.
create table file_refusal (
  day date not null,
  reason text not null check (reason ~ '^[a-z-]+$'),
  files int not null check (files > 0),
  primary key (day, reason)
);
comment on table file_refusal is 'Counts only: neither the file nor who sent it is kept. Shows when a scanner or a form makes trouble.';
