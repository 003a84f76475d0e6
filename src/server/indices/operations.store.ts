import type { Ctx } from '#server/platform/index.ts'
import type { Asked, Count } from './operations.rules.ts'

type Sql = Pick<Ctx, 'sql'>
type Part = { readonly limit: number; readonly offset: number }
export type Row = {
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly receivedAt: Date | null
  readonly dueAt: Date | null
  readonly finishedAt: Date | null
  readonly total: number
}
export type Window = { readonly from: Date; readonly to: Date; readonly now: Date }

/**
 * How many dossiers of a window were received, handled in time, came online, were paid online and had their papers
 * digitised, by settling unit. Those of other systems count too; what their source does not tell counts nowhere.
 */
export const countsByUnit = ({ sql }: Sql, { from, to, now }: Window) => sql<
  {
    unit: string
    level: string
    received: number
    known: number
    inTime: number
    online: number
    charged: number
    paidOnline: number
    papered: number
    digitised: number
  }[]
>`
  select s.settling_unit as "unit", u.level as "level", count(*) as "received", count(*) filter (where s.known) as "known",
    count(*) filter (where s.known and coalesce(s.finished_at, ${now}) <= coalesce(s.due_at, 'infinity')) as "inTime",
    count(*) filter (where s.channel = 'online') as "online", count(*) filter (where s.fee > 0) as "charged",
    count(*) filter (where s.fee > 0 and s.fee_online > 0) as "paidOnline", count(*) filter (where s.papers > 0) as "papered",
    count(*) filter (where s.papers > 0 and s.papers_digitised = s.papers) as "digitised"
  from settlement s join unit u on u.code = s.settling_unit
  where s.received_at >= ${from} and s.received_at < ${to} and s.phase <> 'not-accepted'
  group by s.settling_unit, u.level`

/** Procedures that may be filed online, and those of them with an online dossier in the window. */
export async function onlineUsed({ sql }: Sql, { from, to }: Window): Promise<Count> {
  const [row] = await sql<{ due: number; done: number }[]>`
    select count(distinct procedure_code) as "due", count(distinct procedure_code) filter (where channel = 'online') as "done"
    from settlement where received_at >= ${from} and received_at < ${to}`
  return row!
}

/** The procedures of a window that nobody filed online. */
export const proceduresWithout = ({ sql }: Sql, { from, to }: Window, { limit, offset }: Part) => sql<Row[]>`
  select s.procedure_code as "code", coalesce(min(p.name), s.procedure_code) as "name", min(s.settling_unit) as "unit",
    max(s.received_at) as "receivedAt", null::timestamptz as "dueAt", null::timestamptz as "finishedAt",
    count(*) over () as "total"
  from settlement s left join procedure p on p.code = s.procedure_code
  where s.received_at >= ${from} and s.received_at < ${to}
  group by s.procedure_code having count(*) filter (where s.channel = 'online') = 0
  order by count(*) desc, s.procedure_code limit ${limit} offset ${offset}`

/** Reform tasks whose date fell in the window, and those of them done in time, by the agency that leads. */
export const tasksByUnit = ({ sql }: Sql, { from, to, now }: Window) => sql<
  { unit: string; due: number; done: number; planned: number; plannedDone: number }[]
>`
  select lead as "unit", count(*) as "due", count(*) filter (where ended = 'accepted' and not done_late) as "done",
    count(*) filter (where planned) as "planned", count(*) filter (where planned and ended = 'accepted') as "plannedDone"
  from index_task
  where due >= (${from}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date
    and due < (${to}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date and ended is distinct from 'withdrawn'
    and ended is distinct from 'passed-on'
    and (ended = 'accepted' or due < (${now}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date)
  group by lead`

/** The tasks behind it that were not done in time (of plans: not done), newest first. */
export const tasksBehind = ({ sql }: Sql, { from, to, now }: Window, ofPlans: boolean, { limit, offset }: Part) => sql<
  (Row & { dueOn: string; doneOn: string | null })[]
>`
  select code as "code", content as "name", lead as "unit", null::timestamptz as "receivedAt", null::timestamptz as "dueAt",
    null::timestamptz as "finishedAt", due as "dueOn", done_on as "doneOn", count(*) over () as "total"
  from index_task
  where due >= (${from}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date
    and due < (${to}::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date and ended is distinct from 'withdrawn'
    and ended is distinct from 'passed-on'
    and (planned or not ${ofPlans}) and (not ${ofPlans} or ended is distinct from 'accepted')
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
  level: string | null,
  { limit, offset }: Part
) => sql<(Row & { foreign: boolean })[]>`
  select s.code as "code", coalesce(p.name, s.procedure_code) as "name", s.settling_unit as "unit",
    s.received_at as "receivedAt", s.due_at as "dueAt", s.finished_at as "finishedAt", count(*) over () as "total",
    s.source <> '' as "foreign"
  from settlement s join unit u on u.code = s.settling_unit left join procedure p on p.code = s.procedure_code
  where s.received_at >= ${from} and s.received_at < ${to} and s.phase <> 'not-accepted'
    and (${level}::text is null or u.level = ${level})
    and case ${asked}::text
      when 'on-time' then s.known and coalesce(s.finished_at, ${now}) > coalesce(s.due_at, 'infinity')
      when 'online' then s.channel <> 'online'
      when 'paid-online' then s.fee > 0 and s.fee_online = 0
      when 'digitised' then s.papers > 0 and s.papers_digitised < s.papers
      else false end
  order by s.received_at desc, s.code limit ${limit} offset ${offset}`

export const putComputed = (
  { sql, now }: Pick<Ctx, 'sql' | 'now'>,
  rows: readonly { edition: string; subject: string; node: string; computed: number | null }[]
) => sql`
  insert into index_score (edition, subject, node, computed, computed_at, source)
  select edition::uuid, subject, node, computed, ${now()}, 'computed'
  from jsonb_to_recordset(${sql.json(rows as never)}) as row (edition text, subject text, node text, computed numeric)
  on conflict (edition, subject, node) do update set computed = excluded.computed, computed_at = excluded.computed_at`
