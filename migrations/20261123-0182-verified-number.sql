-- Whether somebody has checked that an account's number is its person's: until then dossiers from the desk stay closed to it.
alter table account add column number_verified_at timestamptz;
comment on column account.number_verified_at is 'By a national identity, by an officer who saw the card, or a demonstration account; null: only typed in.';
