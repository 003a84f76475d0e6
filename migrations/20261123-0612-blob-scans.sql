-- What the virus scanner said of a file; null: no scanner was set up when it came.
alter table blob add column scan text check (scan in ('clean', 'waiting', 'infected'));
comment on column blob.scan is 'waiting: taken in while the scanner was away, handed to nobody before it was scanned.';
create index blob_to_scan on blob (created_at) where scan = 'waiting';
