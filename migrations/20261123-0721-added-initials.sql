-- The number that an added initial gave a result first is found as fast as one that a step of the process gave.
create index event_initialled_first on event (actor_unit, position desc)
  where type = 'result.initialled' and data -> 'signings' -> 1 is null;
