import type { Ctx } from '#server/platform/index.ts'
import type { ApologyReason } from './apologies.rules.ts'

export type ApologyRow = {
  id: string
  dossierId: string
  code: string
  unit: string
  procedure: string
  dueAt: Date
  reason: ApologyReason
  days: number
  draftedAt: Date
  state: 'drafted' | 'approved' | 'set-aside'
  decidedAt: Date | null
  decidedBy: string | null
  handedAt: Date | null
  handedBy: string | null
}

export async function enterDraft(
  { sql, now }: Ctx,
  draft: Pick<ApologyRow, 'id' | 'dossierId' | 'code' | 'unit' | 'procedure' | 'dueAt' | 'reason' | 'days'>
): Promise<boolean> {
  const entered = await sql<{ id: string }[]>`
    insert into apology (id, dossier_id, code, unit, procedure_code, due_at, reason, days, drafted_at)
    values (${draft.id}, ${draft.dossierId}, ${draft.code}, ${draft.unit}, ${draft.procedure}, ${draft.dueAt},
      ${draft.reason}, ${draft.days}, ${now()})
    on conflict (dossier_id, due_at) do nothing returning id as "id"`
  return entered.length > 0
}

/** Letters of these units (null: all), those that wait first; drafts of dossiers that have ended or moved are left out. */
export const apologies = ({ sql }: Ctx, units: readonly string[] | null, limit = 200) => sql<ApologyRow[]>`
  select apology.id as "id", apology.dossier_id as "dossierId", apology.code as "code", apology.unit as "unit",
    dossier.procedure_name as "procedure", apology.due_at as "dueAt", apology.reason as "reason", apology.days as "days",
    apology.drafted_at as "draftedAt", apology.state as "state", apology.decided_at as "decidedAt",
    apology.decided_by as "decidedBy", apology.handed_at as "handedAt", apology.handed_by as "handedBy"
  from apology join dossier on dossier.id = apology.dossier_id
  where (${units as string[] | null}::text[] is null or apology.unit = any(${units as string[] | null}::text[]))
    and (apology.state <> 'drafted' or (dossier.finished_at is null and dossier.due_at = apology.due_at))
  order by apology.state = 'drafted' desc, apology.due_at desc, apology.code
  limit ${limit}`

export const drafts = ({ sql }: Ctx, ids: readonly string[]) => sql<
  { id: string; dossierId: string; code: string; reason: ApologyReason; days: number }[]
>`
  select id as "id", dossier_id as "dossierId", code as "code", reason as "reason", days as "days"
  from apology where id = any(${[...ids]}::uuid[]) and state = 'drafted' order by due_at, code`

export const decide = (
  { sql, now, actor }: Ctx,
  id: string,
  to: { state: 'approved' | 'set-aside'; reason: ApologyReason; days: number }
) => sql`
  update apology set state = ${to.state}, reason = ${to.reason}, days = ${to.days}, decided_at = ${now()},
    decided_by = ${actor.name}
  where id = ${id} and state = 'drafted'`

export const unitsOf = ({ sql }: Ctx, ids: readonly string[], state: ApologyRow['state']) => sql<
  { id: string; unit: string }[]
>`
  select id as "id", unit as "unit" from apology
  where id = any(${[...ids]}::uuid[]) and state = ${state} and handed_at is null`

export const setAside = ({ sql, now, actor }: Ctx, ids: readonly string[]) => sql`
  update apology set state = 'set-aside', decided_at = ${now()}, decided_by = ${actor.name}
  where id = any(${[...ids]}::uuid[]) and state = 'drafted'`

export const handOver = ({ sql, now, actor }: Ctx, ids: readonly string[]) => sql`
  update apology set handed_at = ${now()}, handed_by = ${actor.name}
  where id = any(${[...ids]}::uuid[]) and state = 'approved' and handed_at is null`

/** Of the dossiers of a span that missed the date first promised: how many had a letter with a new date. */
export const lettersIn = ({ sql }: Ctx, { from, to }: { from: Date; to: Date }) => sql<
  { agency: string; late: number; withLetter: number }[]
>`
  select split_part(settling_unit, '.', 1) || '.' || split_part(settling_unit, '.', 2) as "agency",
    count(*)::integer as "late", (count(*) filter (where extensions > 0))::integer as "withLetter"
  from settlement
  where source = '' and received_at < ${to} and ending is distinct from 'stopped' and ending is distinct from 'not-accepted'
    and ((finished_at >= ${from} and finished_at < ${to}) or (coalesce(finished_at, 'infinity') >= ${to} and due_at < ${to}))
    and (least(coalesce(finished_at, ${to}), ${to}) > due_at
      or (extensions > 0 and least(coalesce(finished_at, ${to}), ${to}) > original_due_at))
  group by 1 order by 1`

export type UnexcusedRow = {
  code: string
  name: string
  unit: string
  receivedAt: Date | null
  dueAt: Date | null
  finishedAt: Date | null
  total: number
}
/** The dossiers of a span that missed the date first promised without a letter, the newest first. */
export const withoutLetter = (
  { sql }: Ctx,
  { from, to }: { from: Date; to: Date },
  { limit, offset }: { limit: number; offset: number }
) => sql<UnexcusedRow[]>`
  select s.code as "code", coalesce(p.name, '') as "name", s.settling_unit as "unit", s.received_at as "receivedAt",
    s.due_at as "dueAt", s.finished_at as "finishedAt", count(*) over () as "total"
  from settlement s left join procedure p on p.code = s.procedure_code
  where s.source = '' and s.received_at < ${to} and s.ending is distinct from 'stopped' and s.ending is distinct from 'not-accepted'
    and s.extensions = 0 and least(coalesce(s.finished_at, ${to}), ${to}) > s.due_at
    and ((s.finished_at >= ${from} and s.finished_at < ${to}) or (coalesce(s.finished_at, 'infinity') >= ${to} and s.due_at < ${to}))
  order by s.received_at desc, s.code limit ${limit} offset ${offset}`

/** Letters of dossiers that got a new date in the history of the demonstration, each handed over soon after. */
export const enterPast = ({ sql }: Ctx, reasons: readonly ApologyReason[], words: readonly string[]) => sql`
  insert into apology (id, dossier_id, code, unit, procedure_code, due_at, reason, days, drafted_at, state, decided_at,
    decided_by, handed_at, handed_by)
  select gen_random_uuid(), d.id, d.code, d.settling_unit, d.procedure_code, (e.data ->> 'from')::timestamptz,
    coalesce((${reasons as string[]}::text[])[array_position(${words as string[]}::text[], e.data ->> 'reason')], 'workload'),
    (e.data #>> '{limit,value}')::integer, e.at - interval '40 minutes', 'approved', e.at, e.actor_name,
    e.at + interval '50 minutes', e.actor_name
  from event e join dossier d on d.id = e.case_id
  where e.type = 'clock.extended'
  on conflict (dossier_id, due_at) do nothing`
