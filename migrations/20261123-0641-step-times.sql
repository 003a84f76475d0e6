-- Steps against their own time: the second of the nine indicators (Circular 01/2018/TT-VPCP art. 13) asks it of each unit.
create function ended_steps(since timestamptz, before timestamptz, under text)
  returns table (dossier_id uuid, unit text, officer text, step text, at timestamptz, due_at timestamptz)
  language sql stable parallel safe as $$
  with told as materialized (
    select e.case_id, e.version, e.at, e.type, e.data, case when e.actor_kind = 'officer' then e.actor_id end as officer
    from settlement s join event e on e.case_id = s.dossier_id
    where s.source = '' and s.received_at is not null and s.finished_at >= since and s.finished_at < before
      and (under is null or s.settling_unit = under or starts_with(s.settling_unit, under || '.'))
      and e.type in ('dossier.received', 'dossier.supplemented', 'step.completed', 'step.sent-back', 'step.timed-out',
        'clock.resumed', 'clock.recomputed')
  ), timed as (
    select t.case_id, t.version, s.value ->> 'token' as token, s.value ->> 'unit' as unit, s.value ->> 'name' as name,
      (s.value ->> 'dueAt')::timestamptz as due_at
    from told t cross join lateral jsonb_array_elements(
      coalesce(t.data -> 'entered', t.data #> '{moves,entered}', t.data -> 'steps', '[]'::jsonb)) s
  ), ended as (
    select t.case_id, t.version, t.at, t.officer, l.value ->> 'token' as token
    from told t cross join lateral jsonb_array_elements(t.data -> 'left') l
    where t.type in ('step.completed', 'step.sent-back')
  )
  select e.case_id, max(t.unit), e.officer, max(t.name), e.at, (array_agg(t.due_at order by t.version desc))[1]
  from ended e join timed t on t.case_id = e.case_id and t.token = e.token and t.version < e.version
  group by e.case_id, e.version, e.token, e.officer, e.at
$$;
comment on function ended_steps is 'Steps completed or sent back in dossiers that ended in a span, each with the time it had when it was left (the last that was set).';
