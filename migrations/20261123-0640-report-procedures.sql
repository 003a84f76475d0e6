-- Form II.07b counts procedures: what a unit settles, merged from confirmed reports and kept with a sent one.
create table report_procedure (
  report uuid not null references report,
  line text not null,
  code text not null,
  name text not null,
  level text not null,
  process boolean not null,
  primary key (report, line, code)
);
comment on table report_procedure is 'The procedures behind each cell of a sent Form II.07b, as they were. Never changed.';
comment on column report_procedure.process is 'Settled by an internal process of its own (quy trình nội bộ).';
create trigger report_procedure_is_final before update or delete on report_procedure for each row execute function figure_is_final();

-- Procedures in force that a unit and what lies below it settle on a day, by the unit that makes a line.
create function settled_procedures(under text, on_day date, depth integer)
  returns table (line text, code text, name text, level text, process boolean)
  language sql stable parallel safe as $$
  select distinct array_to_string((string_to_array(u.code, '.'))[1:depth], '.'), p.code, p.name, u.level,
    r.body ->> 'processId' is not null
  from procedure p join procedure_revision r on r.id = p.current_revision
  left join unit_short_name n on n.short_name = p.settling_code
  join unit u on case p.settling_kind when 'department' then u.code = n.unit
    when 'commune' then u.level = 'commune' and u.settles else false end
  where p.status = 'in-force' and u.valid_from <= on_day and (u.valid_to is null or u.valid_to >= on_day)
    and (under is null or u.code = under or starts_with(u.code, under || '.'))
$$;

-- The same of a report put together from confirmed ones: theirs as they were sent, those of other units as counted now.
create function merged_procedures(under text, of_template text, first_on date, last_on date, depth integer)
  returns table (line text, code text, name text, level text, process boolean)
  language sql stable parallel safe as $$
  with taken as (
    select r.id, r.unit from report r
    where r.template = of_template and r.first_day = first_on and r.last_day = last_on and r.state = 'confirmed'
      and cardinality(string_to_array(r.unit, '.')) = depth
      and (under is null or r.unit = under or starts_with(r.unit, under || '.'))
  )
  select t.unit, k.code, k.name, k.level, k.process from report_procedure k join taken t on t.id = k.report
  union all
  select s.line, s.code, s.name, s.level, s.process from settled_procedures(under, last_on, depth) s
  where not exists (select from taken t where s.line = t.unit)
$$;
