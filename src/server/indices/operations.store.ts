import type { Ctx } from '#server/platform/index.ts'
import type { Asked, Count } from './operations.rules.ts'

type Sql = Pick<Ctx, 'sql'>
type Part = { readonly limit: number; readonly offset: number }
type Row = {
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly receivedAt: Date | null
  readonly dueAt: Date | null
  readonly finishedAt: Date | null
  readonly total: number
}
export type Window = { readonly from: Date; readonly to: Date; readonly now: Date }

/** How many dossiers of a window were received, handled in time, came online and had their papers digitised, by settling unit. */
export const countsByUnit = ({ sql }: Sql, { from, to, now }: Window) => sql<
  {
    unit: string
    level: string
    received: number
    inTime: number
    online: number
    papered: number
    digitised: number
  }[]
>`
  with handled as (
    select d.id, d.settling_unit, d.channel,
      coalesce(d.finished_at, ${now}) <= coalesce((d.state ->> 'dueAt')::timestamptz, d.due_at, d.original_due_at, 'infinity') as in_time
    from dossier d
    where d.received_at >= ${from} and d.received_at < ${to} and d.phase not in ('voided', 'not-accepted')
  ), papers as (
    select p.dossier_id, bool_and(p.files <> '[]'::jsonb) as whole
    from dossier_paper p join handled h on h.id = p.dossier_id group by p.dossier_id
  )
  select h.settling_unit as "unit", u.level as "level", count(*) as "received", count(*) filter (where h.in_time) as "inTime",
    count(*) filter (where h.channel = 'online') as "online", count(p.dossier_id) as "papered",
    count(*) filter (where p.whole) as "digitised"
  from handled h join unit u on u.code = h.settling_unit left join papers p on p.dossier_id = h.id
  group by h.settling_unit, u.level`

/** Procedures that may be filed online, and those of them with an online dossier in the window. */
export async function onlineUsed({ sql }: Sql, { from, to }: Window): Promise<Count> {
  const [row] = await sql<{ due: number; done: number }[]>`
    select count(distinct procedure_code) as "due", count(distinct procedure_code) filter (where channel = 'online') as "done"
    from dossier where received_at >= ${from} and received_at < ${to}`
  return row!
}

/** Reform tasks whose date fell in the window, and those of them done in time, by the agency that leads. */
export const tasksByUnit = ({ sql }: Sql, { from, to, now }: Window) => sql<
  { unit: string; due: number; done: number }[]
>`
  select lead as "unit", count(*) as "due", count(*) filter (where ended = 'accepted' and not done_late) as "done"
  from index_task
  where due >= (${from}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date
    and due < (${to}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date and ended is distinct from 'withdrawn'
    and ended is distinct from 'passed-on'
    and (ended = 'accepted' or due < (${now}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date)
  group by lead`

/** The tasks behind it that were not done in time, newest first. */
export const tasksBehind = ({ sql }: Sql, { from, to, now }: Window, { limit, offset }: Part) => sql<
  (Row & { dueOn: string; doneOn: string | null })[]
>`
  select code as "code", content as "name", lead as "unit", null::timestamptz as "receivedAt", null::timestamptz as "dueAt",
    null::timestamptz as "finishedAt", due as "dueOn", done_on as "doneOn", count(*) over () as "total"
  from index_task
  where due >= (${from}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date
    and due < (${to}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date and ended is distinct from 'withdrawn'
    and ended is distinct from 'passed-on'
    and (done_late or (ended is null and due < (${now}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date))
  order by due desc, code limit ${limit} offset ${offset}`

/** The content of a reform task by its code; null where there is none. */
export async function taskByCode({ sql }: Sql, code: string): Promise<string | null> {
  const [row] = await sql<{ content: string }[]>`select content as "content" from index_task where code = ${code}`
  return row?.content ?? null
}

/** The dossiers behind a figure that did not turn out well, newest first. */
export const rowsBehind = (
  { sql }: Sql,
  { from, to, now }: Window,
  asked: Asked,
  units: readonly string[] | null,
  { limit, offset }: Part
) => sql<Row[]>`
  select d.code as "code", d.procedure_name as "name", d.settling_unit as "unit", d.received_at as "receivedAt",
    coalesce((d.state ->> 'dueAt')::timestamptz, d.due_at) as "dueAt", d.finished_at as "finishedAt", count(*) over () as "total"
  from dossier d
  where d.received_at >= ${from} and d.received_at < ${to} and d.phase not in ('voided', 'not-accepted')
    and (${units as string[] | null}::text[] is null or d.settling_unit = any(${units as string[] | null}::text[]))
    and case ${asked}::text
      when 'on-time' then coalesce(d.finished_at, ${now}) > coalesce((d.state ->> 'dueAt')::timestamptz, d.due_at, d.original_due_at, 'infinity')
      when 'online' then d.channel <> 'online'
      when 'digitised' then exists (select from dossier_paper p where p.dossier_id = d.id and p.files = '[]'::jsonb)
      else false end
  order by d.received_at desc, d.code limit ${limit} offset ${offset}`

export const putComputed = (
  { sql, now }: Pick<Ctx, 'sql' | 'now'>,
  rows: readonly { edition: string; subject: string; node: string; computed: number | null }[]
) => sql`
  insert into index_score (edition, subject, node, computed, computed_at, source)
  select edition::uuid, subject, node, computed, ${now()}, 'computed'
  from jsonb_to_recordset(${sql.json(rows as never)}) as row (edition text, subject text, node text, computed numeric)
  on conflict (edition, subject, node) do update set computed = excluded.computed, computed_at = excluded.computed_at`
