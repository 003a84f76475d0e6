import { dayOf } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import type { Figure } from './figures.ts'
import type { ReportKind } from './windows.rules.ts'

export type Report = {
  id: string
  key: string
  kind: ReportKind | 'one-off'
  year: number
  unit: string
  title: string
  from: Day
  to: Day
  cutOff: Day
  directive: string | null
  number: number | null
  frozenBy: string | null
  frozenAt: Date | null
}
export const enterReport = ({ sql, actor, now }: Ctx, report: Omit<Report, 'number' | 'frozenBy' | 'frozenAt'>) => sql<
  { id: string }[]
>`
  insert into reform_report (id, key, kind, year, unit, title, window_from, window_to, cut_off, directive, opened_by, opened_at)
  values (${report.id}, ${report.key}, ${report.kind}, ${report.year}, ${report.unit}, ${report.title}, ${report.from},
    ${report.to}, ${report.cutOff}, ${report.directive}::uuid, ${actor.name}, ${now()})
  on conflict (key) do nothing returning id as "id"`

export const askTexts = (
  { sql }: Ctx,
  report: string,
  asked: readonly { section: string; unit: string }[],
  due: Day
) => sql`
  insert into reform_report_text (report, section, unit, due)
  select ${report}, section, unit, ${due} from jsonb_to_recordset(${sql.json(asked as never)}) as asked (section text, unit text)
  on conflict do nothing`

export const reports = ({ sql }: Ctx) => sql<Report[]>`
  select id as "id", key as "key", kind as "kind", year as "year", unit as "unit", title as "title", window_from as "from",
    window_to as "to", cut_off as "cutOff", directive as "directive", number as "number", frozen_by as "frozenBy",
    frozen_at as "frozenAt"
  from reform_report order by window_to desc, key limit 100`
export async function report({ sql }: Ctx, id: string): Promise<Report | null> {
  const rows = await sql<Report[]>`
    select id as "id", key as "key", kind as "kind", year as "year", unit as "unit", title as "title", window_from as "from",
      window_to as "to", cut_off as "cutOff", directive as "directive", number as "number", frozen_by as "frozenBy",
      frozen_at as "frozenAt"
    from reform_report where id = ${id}`
  return rows[0] ?? null
}

export type ReportText = {
  section: string
  unit: string
  name: string
  due: Day
  words: string | null
  sentBy: string | null
  sentAt: Date | null
}
export const texts = ({ sql }: Ctx, id: string) => sql<ReportText[]>`
  select section as "section", text.unit as "unit", unit.name_vi as "name", due as "due", words as "words",
    sent_by as "sentBy", sent_at as "sentAt"
  from reform_report_text text join unit on unit.code = text.unit where report = ${id} order by text.unit`
export const enterText = (
  { sql, actor, now }: Ctx,
  id: string,
  section: string,
  unit: string,
  words: string,
  due: Day
) => sql`
  insert into reform_report_text (report, section, unit, due, words, sent_by, sent_at)
  values (${id}, ${section}, ${unit}, ${due}, ${words}, ${actor.name}, ${now()})
  on conflict (report, section, unit) do update set words = excluded.words, sent_by = excluded.sent_by, sent_at = excluded.sent_at`

/** The figures of a frozen report, with all their rows or the first hundred. */
export const figures = ({ sql }: Ctx, id: string, rows: 'all' | 'first') => sql<Figure[]>`
  select key as "key", value as "value", query as "query", window_from as "from", window_to as "to", cut_off as "cutOff",
    coalesce(counted, jsonb_array_length(rows)) as "counted",
    case when ${rows === 'all'}::boolean or sample is null then rows else sample end as "rows"
  from reform_report_figure where report = ${id} order by position`

/** What a frozen report says, number by number. */
export const values = ({ sql }: Ctx, id: string) => sql<{ key: string; value: number }[]>`
  select key as "key", value as "value" from reform_report_figure where report = ${id}`

/** Freezes: the number, who and when, and every figure with its rows, in one statement. Once only. */
export const freeze = ({ sql, actor, now }: Ctx, id: string, figures: readonly Figure[]) => sql<{ number: number }[]>`
  with numbered as (
    insert into official_number (unit, year, last)
    select unit, ${Number(dayOf(now()).slice(0, 4))}, 1 from reform_report where id = ${id} and frozen_at is null
    on conflict (unit, year) do update set last = official_number.last + 1
    returning last
  ), frozen as (
    update reform_report set number = numbered.last, frozen_by = ${actor.name}, frozen_at = ${now()}
    from numbered where id = ${id} and frozen_at is null returning id, number
  ), kept as (
    insert into reform_report_figure (report, key, position, value, query, window_from, window_to, cut_off, counted, rows, sample)
    select frozen.id, key, position, value, query, "from", "to", "cutOff", counted, rows, jsonb_path_query_array(rows, '$[0 to 99]')
    from frozen, jsonb_to_recordset(${sql.json(figures.map((figure, position) => ({ ...figure, position })) as never)}) as figure (
      key text, position integer, value bigint, query text, "from" date, "to" date, "cutOff" date, counted integer, rows jsonb)
  )
  select number as "number" from frozen`

/** The frozen report before this one that looks at the same things. */
export async function before({ sql }: Ctx, of: Report): Promise<Report | null> {
  const rows = await sql<Report[]>`
    select id as "id", key as "key", kind as "kind", year as "year", unit as "unit", title as "title", window_from as "from",
      window_to as "to", cut_off as "cutOff", directive as "directive", number as "number", frozen_by as "frozenBy",
      frozen_at as "frozenAt"
    from reform_report
    where frozen_at is not null and (kind = 'one-off') = (${of.kind} = 'one-off') and window_to < ${of.to}
      and directive is not distinct from ${of.directive}::uuid
    order by window_to desc limit 1`
  return rows[0] ?? null
}

/** Duties that are told in this report and whose open period is its own: they are closed by it. */
export const toldIn = ({ sql }: Ctx, key: string, units: readonly string[]) => sql<{ code: string; lead: string }[]>`
  select code as "code", lead as "lead" from reform_task
  where ended is null and deadline_kind = 'with-report' and state -> 'period' ->> 'key' = ${key} and lead = any(${units as string[]})`
