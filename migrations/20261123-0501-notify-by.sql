-- How a person wants to be told: by e-mail, or by text message where the province has a gateway.
alter table account add column notify_by text not null default 'email' check (notify_by in ('email', 'sms'));
