-- What a document said before its text was corrected: who corrected it, when and why. The file handed in never changes.
create table directive_correction (
  directive uuid not null references directive,
  version integer not null check (version > 0),
  abstract text not null,
  signer text not null,
  body text not null,
  reason text not null check (reason <> ''),
  corrected_by text not null,
  corrected_at timestamptz not null,
  primary key (directive, version)
);
comment on table directive_correction is 'The words as they stood before each correction, in order.';
create function directive_correction_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'corrections of a document are final';
end $$;
create trigger directive_correction_is_final before update or delete on directive_correction for each row execute function directive_correction_is_final();
