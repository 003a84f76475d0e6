-- What indices read of reform tasks: a plain view, so that neither slice has to import the other.
create view index_task as
  select code, content, lead, given_on, due, done_on, done_late, ended
  from reform_task;
comment on view index_task is 'Tasks by code with what came of them: the task of a remedy must be one of these, and the share on time is computed from them.';
