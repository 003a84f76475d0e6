-- One statement recomputes the chains of every kind of case; each slice adds what its own rows say of the chain's end.
create function broken_links(of_kind text) returns table (case_kind text, case_id uuid, version integer)
  language sql stable as $$
  with linked as (
    select event.case_kind, event.case_id, event.version, event.hash, sha256(
      coalesce(lag(event.hash) over chain, decode(repeat('00', 32), 'hex'))
        || event_text(event.case_id, event.version, event.type, event.at, event.actor_id, event.data)
    ) as computed, row_number() over chain as place
    from event where of_kind is null or event.case_kind = of_kind
    window chain as (partition by event.case_id order by event.version)
  )
  select linked.case_kind, linked.case_id, min(linked.version)
  from linked where linked.hash <> linked.computed or linked.version <> linked.place
  group by linked.case_kind, linked.case_id
$$;
comment on function broken_links is 'Where the chain of a case first breaks: an event was changed, taken out or put in. Null asks for every kind.';
