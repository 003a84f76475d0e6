import { countedByUnit } from '#server/transparency/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'

export type Figure = {
  readonly key: string
  readonly value: number
  readonly query: string
  readonly from: Day
  readonly to: Day
  readonly cutOff: Day
  /** How many rows were counted; `rows` may be the first of them only. */
  readonly counted: number
  readonly rows: readonly object[]
}
type Asked = {
  readonly from: Day
  readonly to: Day
  readonly cutOff: Day
  readonly directive: string | null
  readonly year: number
}

/** So many rows behind a figure are shown on a page; a frozen report keeps all. */
export const SHOWN_ROWS = 100

/** All figures of a report, each with its statement and the rows it counted, or the first of them. */
export async function figuresOf(ctx: Ctx, asked: Asked, most: number | null = null): Promise<Figure[]> {
  const { from, to, cutOff } = asked
  const figure = (
    key: string,
    rows: readonly object[],
    query: string,
    value = rows.length,
    counted = rows.length
  ): Figure => ({ key, value, query, from, to, cutOff, counted, rows: most === null ? rows : rows.slice(0, most) })
  const tasks = await taskRows(ctx, asked, most)
  const ofState = (key: string, ...states: TaskRow['state'][]) => {
    const rows = tasks.rows.filter(row => states.includes(row.state))
    const count = [...new Map(rows.map(row => [row.state, row.ofState])).values()].reduce((sum, one) => sum + one, 0)
    return figure(key, rows.map(withoutCount), tasks.query, count, count)
  }
  const of = [
    ofState('tasks-total', 'on-time', 'late-done', 'open', 'overdue'),
    ofState('tasks-on-time', 'on-time'),
    ofState('tasks-late-done', 'late-done'),
    ofState('tasks-open', 'open'),
    ofState('tasks-overdue', 'overdue')
  ]
  if (asked.directive) return of
  const plan = await planRows(ctx, asked)
  const settled = await countedByUnit(ctx, { from, to })
  const counted = Object.entries(COLUMNS).map(([key, column]) =>
    figure(
      key,
      settled.lines.map(({ key: unit, name, cells }) => ({ unit, name, count: cells[column] ?? 0 })),
      settled.query,
      settled.total[column] ?? 0
    )
  )
  return [
    ...of,
    figure('plan-items', plan.rows, plan.query),
    figure(
      'plan-done',
      plan.rows.filter(row => row.done),
      plan.query
    ),
    ...counted,
    figure('left-out', [], settled.query, settled.leftOut),
    // Endings that the administrator has counted as on time are said openly.
    ...(settled.favoured.length === 0
      ? []
      : [
          figure(
            'favoured',
            settled.favoured.map(ending => ({ ending })),
            settled.query
          )
        ])
  ]
}

/** Figures of the procedure-control part and the column of form II.06b that each is. */
const COLUMNS = {
  received: '3',
  'received-online': '4',
  'received-direct': '5',
  carried: '6',
  settled: '7',
  'settled-early': '8',
  'settled-on-time': '9',
  'settled-late': '10',
  'in-hand': '11',
  'in-hand-in-time': '12',
  'in-hand-overdue': '13'
} as const

type TaskRow = {
  code: string
  content: string
  lead: string
  due: Day | null
  doneOn: Day | null
  state: 'on-time' | 'late-done' | 'open' | 'overdue'
  /** How many tasks stand so. */
  ofState: number
}
const withoutCount = ({ ofState: _, ...row }: TaskRow) => row

/**
 * Tasks that were open in the window, as they stood at the cut-off; of a document and the one it recalls when one is
 * named. With `most`, the first so many of each state.
 */
async function taskRows(
  { sql }: Ctx,
  { from, cutOff, directive }: Asked,
  most: number | null
): Promise<{ rows: TaskRow[]; query: string }> {
  const rows = await sql<TaskRow[]>`
    with told as materialized (
      select task.code, task.content, task.lead, task.due, case when done_on <= ${cutOff} then done_on end as done_on,
        case when done_on <= ${cutOff} then case when done_late then 'late-done' else 'on-time' end
          when due < ${cutOff} then 'overdue' else 'open' end as state
      from reform_task task
      where given_on <= ${cutOff} and (ended is null or ended = 'accepted')
        and (${directive}::uuid is null or task.directive = ${directive} or task.directive = (select recalls from directive where id = ${directive}))
        and (${directive}::uuid is not null or done_on is null or done_on >= ${from})
    )
    select listed.code as "code", listed.content as "content", unit.name_vi as "lead", listed.due as "due",
      listed.done_on as "doneOn", stood.state as "state", stood.count as "ofState"
    from (select state, count(*) from told group by state) stood
    cross join lateral (select * from told where told.state = stood.state order by told.code limit ${most}::integer) listed
    join unit on unit.code = listed.lead
    order by listed.code`
  return { rows: [...rows], query: rows.statement.string }
}

async function planRows(
  { sql, province }: Ctx,
  { year, cutOff }: Asked
): Promise<{ rows: { item: string; title: string; done: boolean }[]; query: string }> {
  const rows = await sql<{ item: string; title: string; done: boolean }[]>`
    select item.id as "item", item.title as "title",
      coalesce((select count(*) > 0 and bool_and(task.done_on is not null and task.done_on <= ${cutOff})
        from reform_task task where task.plan_item = item.id and (task.ended is null or task.ended = 'accepted')), false) as "done"
    from reform_plan_item item join reform_plan plan on plan.id = item.plan
    where plan.unit = ${province.code} and plan.year = ${year} and item.kind = 'task'
    order by item.position, item.id`
  return { rows: [...rows], query: rows.statement.string }
}
