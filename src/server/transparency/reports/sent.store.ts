import type { Ctx, Day } from '#server/platform/index.ts'
import type { Counting } from './store.ts'
import type { Report } from './model.ts'

export type SentState = 'sent' | 'confirmed' | 'returned'
export type SentReport = {
  id: string
  template: string
  version: string
  unit: string
  from: Day
  to: Day
  state: SentState
  sentAt: Date
  sentBy: string
  answeredAt: Date | null
  answeredBy: string | null
  reason: string | null
}

/** Keeps a report with what it counted, dossiers or procedures, in one transaction of the caller. */
export async function keepReport(
  ctx: Ctx,
  id: string,
  report: Report,
  counting: Counting,
  of: 'dossiers' | 'procedures'
): Promise<void> {
  const { sql, now, actor } = ctx
  await sql`
    insert into report (id, template, version, unit, first_day, last_day, body, state, sent_at, sent_by)
    values (${id}, ${report.template}, ${report.version}, ${report.unit}, ${report.from}, ${report.to},
      ${sql.json(report as never)}, 'sent', ${now()}, ${actor.name})`
  await (of === 'dossiers' ? keepDossiers(ctx, id, counting) : keepProcedures(ctx, id, counting))
}

const keepProcedures = ({ sql }: Ctx, id: string, { under, mergedFrom, first, last, depth }: Counting) => sql`
  insert into report_procedure (report, line, code, name, level, process)
  select ${id}, line, code, name, level, process
  from merged_procedures(${under}, ${mergedFrom}, ${first}, ${last}, ${depth})`

async function keepDossiers({ sql }: Ctx, id: string, counting: Counting): Promise<void> {
  const { since, before, moment, under, favoured, by, depth, mergedFrom, first, last } = counting
  await sql`
    insert into report_dossier (report, dossier_id, code, procedure_code, settling_unit, channel, line, came, went)
    select ${id}, d.dossier_id, d.code, d.procedure_code, d.settling_unit, d.channel,
      case when ${by} = 'unit' then array_to_string((string_to_array(d.settling_unit, '.'))[1:${depth}::int], '.')
        else coalesce(u.level, '') || '|' || coalesce(p.field_code, '') end, d.came, d.went
    from merged_dossiers(${since}, ${before}, ${moment}, ${under}, ${favoured as string[]}::text[], ${mergedFrom}, ${first}, ${last}, ${depth}) d
    left join unit u on u.code = d.settling_unit
    left join procedure p on p.code = d.procedure_code`
}

/** The report of a unit that stands for a period: sent or confirmed. */
export const standing = async (
  { sql }: Ctx,
  asked: { template: string; unit: string; from: Day | null; to: Day }
): Promise<(SentReport & { body: Report }) | null> =>
  (
    await sql<(SentReport & { body: Report })[]>`
      select id as "id", template as "template", version as "version", unit as "unit", first_day as "from",
        last_day as "to", state as "state", sent_at as "sentAt", sent_by as "sentBy", answered_at as "answeredAt",
        answered_by as "answeredBy", reason as "reason", body as "body"
      from report
      where template = ${asked.template} and unit = ${asked.unit} and last_day = ${asked.to} and state <> 'returned'
        and (${asked.from}::date is null or first_day = ${asked.from})
      order by first_day desc limit 1`
  )[0] ?? null

export const sentReport = async ({ sql }: Ctx, id: string): Promise<(SentReport & { body: Report }) | null> =>
  (
    await sql<(SentReport & { body: Report })[]>`
      select id as "id", template as "template", version as "version", unit as "unit", first_day as "from",
        last_day as "to", state as "state", sent_at as "sentAt", sent_by as "sentBy", answered_at as "answeredAt",
        answered_by as "answeredBy", reason as "reason", body as "body"
      from report where id = ${id}::uuid`
  )[0] ?? null

/** What was sent for a period, newest first. */
export const sentFor = ({ sql }: Ctx, from: Day, to: Day, limit = 200) => sql<SentReport[]>`
  select id as "id", template as "template", version as "version", unit as "unit", first_day as "from", last_day as "to",
    state as "state", sent_at as "sentAt", sent_by as "sentBy", answered_at as "answeredAt",
    answered_by as "answeredBy", reason as "reason"
  from report where first_day = ${from} and last_day = ${to} order by sent_at desc, unit limit ${limit}`

/** False when somebody answered before. */
export const answer = async ({ sql, now, actor }: Ctx, id: string, state: SentState, reason: string | null) =>
  (
    await sql<{ id: string }[]>`
      update report set state = ${state}, answered_at = ${now()}, answered_by = ${actor.name}, reason = ${reason}
      where id = ${id}::uuid and state = 'sent' returning id as "id"`
  ).length > 0
