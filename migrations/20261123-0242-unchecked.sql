-- A dossier that could not be checked (no account, day used up) says so; a look-up by an old number finds its person.
alter table linkage_note drop constraint linkage_note_kind_check;
alter table linkage_note add constraint linkage_note_kind_check
  check (kind in ('outage', 'queued', 'checked', 'not-checked'));
comment on column linkage_note.ref is 'outage: its id; queued, checked: the check; not-checked: why, and after a colon the version of the event that received the dossier.';
create index linkage_note_unchecked on linkage_note (at) where kind = 'not-checked';
create index exchange_record_answer_by_subject on exchange_record (subject, call) where kind = 'answer' and subject is not null;
