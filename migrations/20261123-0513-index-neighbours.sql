-- Which provinces border on each other, as data: ranks can be read among neighbours on the map of today or of a year.
create table index_neighbour (
  province text not null references index_province deferrable initially deferred,
  neighbour text not null references index_province deferrable initially deferred,
  primary key (province, neighbour),
  constraint nobody_borders_on_itself check (province <> neighbour)
);
comment on table index_neighbour is 'Kept in both directions. Ships empty but for the demonstration: the province says whom it compares itself with.';
