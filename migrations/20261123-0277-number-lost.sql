-- A number that somebody only typed in goes to the person who proves it; the account it stood on stays, without it.
alter table account add column number_lost_at timestamptz;
comment on column account.number_lost_at is 'When its unproved number went to the person whose it is.';
alter table account
  drop constraint citizen_has_a_number,
  add constraint citizen_has_a_number check (kind <> 'citizen' or personal_number is not null or number_lost_at is not null);
