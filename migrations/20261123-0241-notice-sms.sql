-- Notices by text message, for people who have a telephone and no e-mail.
alter table notice drop constraint notice_channel_check;
alter table notice add constraint notice_channel_check check (channel in ('email', 'sms', 'in-app'));
alter table notice add constraint sms_has_a_number check (channel <> 'sms' or to_address is not null);
