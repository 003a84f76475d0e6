import type { Ctx } from '#server/platform/index.ts'
import type { TaskEvent } from './events.ts'
import type { Task, TaskId } from './model.ts'
import { partRows, rowOf } from './row.ts'

/** A task about to be stored, with the events that made it. */
export type Opening = { readonly task: Task; readonly events: readonly TaskEvent[] }

/**
 * Stores tasks given together in one statement: numbers without gaps for the year, events chained per task, the rows
 * and the parts of others. All or none.
 */
export async function open({ sql, actor }: Ctx, year: number, openings: readonly Opening[]): Promise<string[]> {
  const entries = openings.map(({ task, events }, index) => ({ place: index + 1, events, ...rowOf(task) }))
  const parts = openings.flatMap(({ task }) => partRows(task))
  const rows = await sql<{ code: string }[]>`
    with numbered as (
      insert into reform_task_number (year, last) values (${year}, ${openings.length})
      on conflict (year) do update set last = reform_task_number.last + excluded.last
      returning last - ${openings.length}::integer as before
    ), given as (
      select entry.*, 'NV-' || ${year}::text || '-' || lpad((before + place)::text, greatest(5, length((before + place)::text)), '0') as code
      from numbered, jsonb_to_recordset(${sql.json(entries as never)}) as entry (place integer, events jsonb, id uuid,
        version integer, directive uuid, item integer, plan_item uuid, content text, product text, field text, giver text,
        lead text, deadline_kind text, given_on date, starts_on date, first_due date, due date, reported_on date,
        done_on date, done_late boolean, ended text, weight integer, percent integer, extension_until date, waiting_on text,
        returns integer, vice_chair uuid, inherits uuid, search text, state jsonb)
    ), links as (
      select given.id, chain.version, chain.type, chain.at, chain.data, chain.hash
      from given, chained(given.id, 0, null, ${actor.id}, jsonb_set(given.events, '{0,data,code}', to_jsonb(given.code))) as chain
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'reform-task', id, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data, hash
      from links
    ), entered as (
      insert into reform_task (id, code, version, hash, directive, item, plan_item, content, product, field, giver, lead,
        deadline_kind, given_on, starts_on, first_due, due, reported_on, done_on, done_late, ended, weight, percent,
        extension_until, waiting_on, returns, vice_chair, inherits, search, state)
      select id, code, version, (select hash from links where links.id = given.id order by links.version desc limit 1),
        directive, item, plan_item, content, product, field, giver, lead, deadline_kind, given_on, starts_on, first_due, due,
        reported_on, done_on, done_late, ended, weight, percent, extension_until, waiting_on, returns, vice_chair, inherits,
        lower(code) || ' ' || search, state || jsonb_build_object('code', code)
      from given
    ), shared as (
      insert into reform_task_part (task, unit, content, due, done_on)
      select task, unit, content, due, done_on
      from jsonb_to_recordset(${sql.json(parts as never)}) as part (task uuid, unit text, content text, due date, done_on date)
    )
    select code as "code" from given order by place`
  return rows.map(({ code }) => code)
}

/** Stores what a command did in one statement that checks the version read; false when somebody else was faster. */
export async function append({ sql, actor }: Ctx, before: Task, after: Task, events: readonly TaskEvent[]) {
  const row = rowOf(after)
  const [stored] = await sql<{ stored: boolean }[]>`
    with links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from reform_task task, chained(task.id, task.version, task.hash, ${actor.id}, ${sql.json(events as never)}) as chain
      where task.id = ${before.id} and task.version = ${before.version}
    ), changed as (
      update reform_task set version = ${after.version}, hash = (select hash from links order by version desc limit 1),
        first_due = ${row.first_due}::date, due = ${row.due}::date, reported_on = ${row.reported_on}::date,
        done_on = ${row.done_on}::date, done_late = ${row.done_late}, ended = ${row.ended}::text,
        percent = ${row.percent}, extension_until = ${row.extension_until}::date, waiting_on = ${row.waiting_on}::text,
        returns = ${row.returns}, vice_chair = ${row.vice_chair}::uuid, state = ${sql.json(after as never)}
      where id = ${before.id} and version = ${before.version}
      returning id
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'reform-task', ${before.id}, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data, hash
      from links where exists (select from changed)
    ), shared as (
      update reform_task_part set done_on = part.done_on
      from jsonb_to_recordset(${sql.json(partRows(after) as never)}) as part (task uuid, unit text, done_on date), changed
      where reform_task_part.task = changed.id and reform_task_part.unit = part.unit
    )
    select exists (select from changed) as "stored"`
  return stored!.stored
}

/** The task as its events left it. */
export async function load({ sql }: Ctx, which: { code: string } | { id: TaskId }): Promise<Task | null> {
  const [code, id] = 'code' in which ? [which.code, null] : [null, which.id]
  const [row] = await sql<{ state: Task }[]>`
    select state as "state" from reform_task
    where (${code}::text is null or code = ${code}) and (${id}::uuid is null or id = ${id})`
  return row?.state ?? null
}

/** Tasks of which a chain of events does not hold: a hash, a version or the row was changed by hand. */
export const brokenTasks = ({ sql }: Ctx, limit = 100) => sql<{ code: string; version: number }[]>`
  with broken as (
    select case_id, version from broken_links('reform-task')
    union
    select task.id, task.version from reform_task task
    left join event last on last.case_id = task.id and last.version = task.version
    where last.hash is distinct from task.hash
  )
  select task.code as "code", min(broken.version) as "version"
  from broken join reform_task task on task.id = broken.case_id
  group by task.code order by task.code limit ${limit}`

/** How many chains of tasks there are to verify. */
export async function countTasks({ sql }: Ctx): Promise<number> {
  const [row] = await sql<{ chains: number }[]>`select count(*) as "chains" from reform_task`
  return row?.chains ?? 0
}
