import type { Ctx, Day } from '#server/platform/index.ts'
import type { ItemKind, PlanItem } from './model.ts'

export type Plan = {
  id: string
  unit: string
  unitName: string
  year: number
  number: string
  title: string
  parent: string | null
}
export const plans = ({ sql }: Ctx, reach: string | null, province: string) => sql<Plan[]>`
  select plan.id as "id", plan.unit as "unit", unit.name_vi as "unitName", year as "year", number as "number",
    title as "title", plan.parent as "parent"
  from reform_plan plan join unit on unit.code = plan.unit
  where ${reach}::text is null or plan.unit = ${province} or plan.unit = ${reach} or starts_with(${reach}, plan.unit || '.')
  order by year desc, plan.parent nulls first, unit.name_vi collate "vi-x-icu"`

export async function plan({ sql }: Ctx, id: string): Promise<Plan | null> {
  const rows = await sql<Plan[]>`
    select plan.id as "id", plan.unit as "unit", unit.name_vi as "unitName", year as "year", number as "number",
      title as "title", plan.parent as "parent"
    from reform_plan plan join unit on unit.code = plan.unit where plan.id = ${id}`
  return rows[0] ?? null
}

/** The items of a plan and of the plans that roll up into it, with how their tasks stand and what was measured last. */
export const planItems = ({ sql }: Ctx, id: string, today: Day) => sql<PlanItem[]>`
  with items as (
    select item.* from reform_plan_item item join reform_plan plan on plan.id = item.plan
    where plan.id = ${id} or plan.parent = ${id}
  ), tasks as (
    select plan_item, count(*) as tasks, count(*) filter (where ended = 'accepted') as done,
      count(*) filter (where ended is null and coalesce(reported_on, ${today}) > due) as late,
      count(*) filter (where ended is null and waiting_on is not null) as waiting, max(done_on) as done_on
    from reform_task where plan_item in (select id from items) and ended is distinct from 'passed-on' and ended is distinct from 'withdrawn'
    group by plan_item
  )
  select items.id as "id", items.plan as "plan", items.parent as "parent", items.kind as "kind", items.title as "title",
    items.weight as "weight", items.due as "due", items.measure as "measure", items.baseline::float8 as "baseline",
    items.target::float8 as "target", items.falls as "falls", items.rolls_up as "rollsUp", last.value::float8 as "value",
    last.on_day as "valueOn", coalesce(tasks.tasks, 0) as "tasks", coalesce(tasks.done, 0) as "done",
    coalesce(tasks.late, 0) as "late", coalesce(tasks.waiting, 0) as "waiting", tasks.done_on as "doneOn"
  from items left join tasks on tasks.plan_item = items.id
  left join lateral (
    select value, on_day from reform_measurement where item = items.id and on_day <= ${today} order by on_day desc limit 1
  ) last on true
  order by items.position, items.id`

export const enterPlan = ({ sql, actor, now }: Ctx, given: Omit<Plan, 'unitName'>) => sql<{ id: string }[]>`
  insert into reform_plan (id, unit, year, number, title, parent, entered_by, entered_at)
  values (${given.id}, ${given.unit}, ${given.year}, ${given.number}, ${given.title}, ${given.parent}::uuid, ${actor.name}, ${now()})
  on conflict (unit, year) do nothing returning id as "id"`

export type NewItem = {
  id: string
  plan: string
  parent: string | null
  kind: ItemKind
  title: string
  weight: number
  due: Day | null
  measure: string
  baseline: number | null
  target: number | null
  falls: boolean
  rollsUp: string | null
}
export const enterItem = ({ sql }: Ctx, item: NewItem) => sql`
  insert into reform_plan_item (id, plan, parent, kind, position, title, weight, due, measure, baseline, target, falls, rolls_up)
  select ${item.id}, ${item.plan}, ${item.parent}::uuid, ${item.kind},
    (select coalesce(max(position), 0) + 1 from reform_plan_item where plan = ${item.plan}), ${item.title}, ${item.weight},
    ${item.due}::date, ${item.measure}, ${item.baseline}::numeric, ${item.target}::numeric, ${item.falls}, ${item.rollsUp}::uuid`

export const enterMeasurement = (
  { sql, actor, now }: Ctx,
  given: { item: string; on: Day; value: number; note: string }
) => sql`
  insert into reform_measurement (item, on_day, value, note, entered_by, entered_at)
  values (${given.item}, ${given.on}, ${given.value}, ${given.note}, ${actor.name}, ${now()})
  on conflict (item, on_day) do update set value = excluded.value, note = excluded.note, entered_by = excluded.entered_by,
    entered_at = excluded.entered_at`
