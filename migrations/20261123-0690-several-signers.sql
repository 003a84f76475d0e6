-- Several signers in order: the number that the first of them gave a result is found as fast as one that is signed by all.
create index event_signed_first on event (actor_unit, position desc)
  where type = 'step.completed' and data -> 'signings' -> 1 is null and data -> 'signings' -> 0 is not null;
