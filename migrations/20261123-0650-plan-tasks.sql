-- Tasks as the indices see them: also whether they belong to a yearly plan, whose share done is a criterion of its own.
create or replace view index_task as
  select code, content, lead, given_on, due, done_on, done_late, ended, plan_item is not null as planned
  from reform_task;
