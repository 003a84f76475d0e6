-- The monthly lists of late work: one case per agency and month, its entries, and its immutable editions.
create table late_list (
  id uuid primary key,
  agency text not null references unit,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  version integer not null check (version > 0),
  hash bytea not null,
  phase text not null check (phase in ('drafted', 'notified', 'approved', 'published', 'taken-down')),
  handled integer not null check (handled >= 0),
  late integer not null check (late between 0 and handled),
  answer_by date,
  decide_by date,
  edition integer not null default 0,
  published_at timestamptz,
  shown_until date,
  state jsonb not null,
  constraint late_list_once_a_month unique (agency, month)
);
create index late_list_by_month on late_list (month, phase);

create table late_list_entry (
  list uuid not null references late_list,
  no integer not null check (no > 0),
  unit text not null,
  officer uuid,
  primary key (list, no)
);
comment on table late_list_entry is 'Who is named by an entry, to find the own ones; all else is in the state of the list.';
create index late_list_entry_by_officer on late_list_entry (officer) where officer is not null;
create index late_list_entry_by_unit on late_list_entry (unit);

create table late_list_edition (
  list uuid not null references late_list,
  number integer not null check (number > 0),
  published_at timestamptz not null,
  inside jsonb not null,
  public jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  signature text not null,
  primary key (list, number)
);
comment on column late_list_edition.hash is 'sha256 of the public document as jsonb writes it: anybody can check it by encode(sha256(convert_to(public::text, ''UTF8'')), ''hex'').';
comment on column late_list_edition.signature is 'Ed25519 over the same text by the key of the installation, base64.';
create function edition_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'a published edition is not changed; a correction is a new one';
end $$;
create trigger edition_is_final before update or delete on late_list_edition for each row execute function edition_is_final();
