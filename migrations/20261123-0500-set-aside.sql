-- A message of the portal that needs a person is tried again, or set aside with a reason.
alter table national_message
  drop constraint national_message_standing_check,
  drop constraint done_some_time,
  add column aside_by text,
  add column aside_at timestamptz,
  add column aside_reason text,
  add constraint national_message_standing_check
    check (standing in ('waiting', 'sending', 'done', 'refused', 'set-aside')),
  add constraint done_some_time check ((standing in ('done', 'refused', 'set-aside')) = (done_at is not null)),
  add constraint set_aside_with_a_reason check ((standing = 'set-aside') = (aside_reason is not null));
comment on column national_message.aside_reason is 'Why a person set it aside; what was said is kept for 90 days more, so that it can be taken up again.';
create index national_message_aside on national_message (id) where standing = 'set-aside';
create index national_message_left on national_message (id) where standing = 'refused';
drop index national_message_refused;
