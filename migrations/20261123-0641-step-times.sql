-- Steps against their own time: the second of the nine indicators (Circular 01/2018/TT-VPCP art. 13) asks it of each unit.
create function ended_steps(since timestamptz, before timestamptz, under text)
  returns table (dossier_id uuid, unit text, officer text, step text, at timestamptz, due_at timestamptz)
  language sql stable parallel safe as $$
  with told as (
    select e.case_id, e.version, e.at, e.type, e.data, case when e.actor_kind = 'officer' then e.actor_id end as officer
    from settlement s join event e on e.case_id = s.dossier_id
    where s.source = '' and s.received_at is not null and s.finished_at >= since and s.finished_at < before
      and (under is null or s.settling_unit = under or starts_with(s.settling_unit, under || '.'))
      and e.type in ('dossier.received', 'dossier.supplemented', 'step.completed', 'step.sent-back', 'step.timed-out',
        'clock.resumed', 'clock.recomputed')
  ), stream as (
    -- Leaving a step comes before what the same event enters; what was last set of a token is the row before its leaving.
    select t.case_id, t.version, t.at, t.officer, m.token, m.leaves and t.type in ('step.completed', 'step.sent-back') as ended,
      max(m.unit) over token as unit, max(m.name) over token as name, lag(m.due_at) over so_far as due_at
    from told t cross join lateral (
      select l.value ->> 'token' as token, true as leaves, null::text as unit, null::text as name, null::timestamptz as due_at
      from jsonb_array_elements(coalesce(t.data -> 'left', '[]'::jsonb)) l
      union all
      select e.value ->> 'token', false, e.value ->> 'unit', e.value ->> 'name', (e.value ->> 'dueAt')::timestamptz
      from jsonb_array_elements(coalesce(t.data -> 'entered', t.data #> '{moves,entered}', t.data -> 'steps', '[]'::jsonb)) e
    ) m
    window token as (partition by t.case_id, m.token),
      so_far as (partition by t.case_id, m.token order by t.version, m.leaves desc)
  )
  select case_id, unit, officer, name, at, due_at from stream where ended
$$;
comment on function ended_steps is 'Steps completed or sent back in dossiers that ended in a span, each with the time it had when it was left (the last that was set).';
