-- Who saw the identity card of the person an account belongs to, and how its number was read.
alter table account
  add column number_verified_by uuid references account (id),
  add column number_verified_how text check (number_verified_how in ('card-qr', 'card-number'));
comment on column account.number_verified_by is 'The counter officer who saw the card; null where a national identity or the demonstration stands for it.';
