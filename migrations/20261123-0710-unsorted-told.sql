-- 20261123-0710-unsorted-told.sql: a desk is told of what waits unsorted before it is let go.
alter table mail_letter add column told_at timestamptz;
alter table scan_arrival add column told_at timestamptz;
comment on column mail_letter.told_at is 'When the desk was told that it is let go unless somebody sorts it; nothing goes untold.';
comment on column scan_arrival.told_at is 'As mail_letter.told_at; the attachments of a letter go with it.';
