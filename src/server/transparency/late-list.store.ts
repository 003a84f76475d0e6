import type { DossierEvent } from '#server/dossiers/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { RuleSetId } from '#server/rulesets/index.ts'
import type { Month } from './editions/model.ts'

type Span = { readonly from: Date; readonly to: Date }

/** Per settling unit: dossiers settled in the span or open beyond their day at its end, and the late ones of them. */
export const countedUnits = ({ sql }: Ctx, { from, to }: Span) => sql<
  { unit: string; handled: number; late: number }[]
>`
  select settling_unit as "unit", sum(handled)::integer as "handled", sum(late)::integer as "late" from (
    select settling_unit, count(*) as handled, count(*) filter (where finished_at > due_at) as late
    from settlement
    where finished_at >= ${from} and finished_at < ${to} and source = '' and received_at is not null
      and ending is distinct from 'stopped' and ending is distinct from 'not-accepted'
    group by settling_unit
    union all
    select settling_unit, count(*), count(*)
    from settlement
    where received_at < ${to} and due_at < ${to} and (finished_at is null or finished_at >= ${to}) and source = ''
    group by settling_unit
  ) counted
  group by settling_unit`

/** The late dossiers of a span: settled late in it, or open beyond their day at its end. */
export const lateIn = ({ sql }: Ctx, { from, to }: Span) => sql<
  {
    id: string
    code: string
    settlingUnit: string
    ruleSet: RuleSetId
    dueAt: string | null
    finishedAt: string | null
  }[]
>`
  select dossier_id as "id", code as "code", settling_unit as "settlingUnit", rule_set as "ruleSet",
    to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "dueAt",
    case when finished_at < ${to} then to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') end as "finishedAt"
  from settlement
  where source = '' and received_at is not null and (
    (finished_at >= ${from} and finished_at < ${to} and finished_at > due_at
      and ending is distinct from 'stopped' and ending is distinct from 'not-accepted')
    or (received_at < ${to} and due_at < ${to} and (finished_at is null or finished_at >= ${to})))
  order by code`

/** The events of many dossiers in one question, by dossier. */
export async function eventsOf({ sql }: Ctx, ids: readonly string[]): Promise<Map<string, DossierEvent[]>> {
  const rows = await sql<{ caseId: string; type: string; at: string; data: unknown }[]>`
    select case_id as "caseId", type as "type",
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "at", data as "data"
    from event where case_id = any(${[...ids]}::uuid[]) order by case_id, version`
  return new Map(
    [...Map.groupBy(rows, row => row.caseId)].map(([id, events]) => [id, events as unknown as DossierEvent[]])
  )
}

/** The posts of officers by unit, in words, as they are today. */
export const postTitles = ({ sql }: Ctx, officers: readonly string[]) => sql<
  { officer: string; unit: string; title: string }[]
>`
  select account as "officer", unit as "unit", title as "title" from post
  where account = any(${[...officers]}::uuid[]) order by valid_from`

export const findingsOf = ({ sql }: Ctx, month: Month) => sql<
  { reference: string; agency: string; unit: string; officer: string | null; officerName: string }[]
>`
  select reference as "reference", agency as "agency", unit as "unit", officer as "officer", officer_name as "officerName"
  from behaviour_finding where month = ${month} order by reference`

export const enterFinding = (
  { sql, now }: Ctx,
  finding: {
    reference: string
    agency: string
    month: Month
    unit: string
    officer: string | null
    officerName: string
  }
) => sql`
  insert into behaviour_finding (reference, agency, month, unit, officer, officer_name, entered_at)
  values (${finding.reference}, ${finding.agency}, ${finding.month}, ${finding.unit}, ${finding.officer}::uuid,
    ${finding.officerName}, ${now()})
  on conflict (reference) do nothing`

/** Whether a province that keeps lists has none of a month at all. */
export const isMissed = async ({ sql }: Ctx, month: Month): Promise<boolean> =>
  (
    await sql<{ missed: boolean }[]>`
      select exists (select from late_list where month < ${month})
        and not exists (select from late_list where month = ${month}) as "missed"`
  )[0]!.missed
