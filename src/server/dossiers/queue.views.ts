import type { Ctx } from '#server/platform/index.ts'
import type { Signing, SigningTurn } from './model.ts'
import { stepRolesOf, unitsAbove } from './reach.rules.ts'

/** One open step in a work queue, with what an officer needs to choose it. */
export type QueueRow = {
  dossierId: string
  code: string
  token: string
  stepId: string
  step: string
  kind: string
  procedureName: string
  applicantName: string
  phase: string
  unit: string
  officer: string | null
  officerName: string | null
  enteredAt: Date
  dueAt: Date | null
  sortAt: Date
}
export type QueueWhich = 'mine' | 'unclaimed' | 'unit' | 'agency'
export type QueueAsked = {
  /** Folded words that code, applicant or procedure must contain; empty for all. */
  readonly text: string
  readonly late: boolean
  readonly waiting: boolean
  /** For `agency`: a head's own unit and all below it. */
  readonly units?: readonly string[]
  readonly after: { readonly sortAt: string; readonly id: string; readonly token: string } | null
  readonly limit: number
}
const START = { sortAt: '0001-01-01T00:00:00Z', id: '00000000-0000-0000-0000-000000000000', token: '' }

/** Open steps for the officer who asks, due first. Each kind of queue is a walk along one index, so size does not matter. */
export const queueOf = (ctx: Ctx, which: QueueWhich, asked: QueueAsked): Promise<QueueRow[]> =>
  ({ mine, unclaimed, unit: ofUnit, agency: ofUnit })[which](ctx, asked)

const mine = async ({ sql, actor, now }: Ctx, { text, late, waiting, after, limit }: QueueAsked) => sql<QueueRow[]>`
  select item.dossier_id as "dossierId", dossier.code as "code", item.token as "token", item.step as "stepId", item.name as "step",
    item.kind as "kind", dossier.procedure_name as "procedureName", dossier.applicant_name as "applicantName",
    dossier.phase as "phase", item.unit as "unit", item.officer as "officer", item.officer_name as "officerName",
    item.entered_at as "enteredAt", item.due_at as "dueAt", item.sort_at as "sortAt"
  from work_item item join dossier on dossier.id = item.dossier_id
  where item.officer = ${actor.id}::uuid and item.waiting = ${waiting}
    and (item.sort_at, item.dossier_id, item.token)
      > (${(after ?? START).sortAt}::timestamptz, ${(after ?? START).id}::uuid, ${(after ?? START).token})
    and (${late} = false or item.due_at < ${now()})
    and (${text} = '' or dossier.search like '%' || ${text} || '%')
  order by item.sort_at, item.dossier_id, item.token
  limit ${limit}`

const unclaimed = async ({ sql, actor, now }: Ctx, { text, late, waiting, after, limit }: QueueAsked) => sql<
  QueueRow[]
>`
  select item.dossier_id as "dossierId", item.code as "code", item.token as "token", item.step as "stepId", item.name as "step",
    item.kind as "kind", item.procedure_name as "procedureName", item.applicant_name as "applicantName",
    item.phase as "phase", item.unit as "unit", item.officer as "officer", item.officer_name as "officerName",
    item.entered_at as "enteredAt", item.due_at as "dueAt", item.sort_at as "sortAt"
  from unnest(${unitsAbove(actor.unit ?? '')}::text[]) as of (unit), unnest(${stepRolesOf(actor.roles)}::text[]) as by (role),
    lateral (
      select work_item.*, dossier.code, dossier.procedure_name, dossier.applicant_name, dossier.phase
      from work_item join dossier on dossier.id = work_item.dossier_id
      where work_item.officer is null and work_item.unit = of.unit and work_item.role = by.role
        and work_item.waiting = ${waiting}
        and (work_item.sort_at, work_item.dossier_id, work_item.token)
          > (${(after ?? START).sortAt}::timestamptz, ${(after ?? START).id}::uuid, ${(after ?? START).token})
        and (${late} = false or work_item.due_at < ${now()})
        and (${text} = '' or dossier.search like '%' || ${text} || '%')
      order by work_item.sort_at, work_item.dossier_id, work_item.token
      limit ${limit}
    ) as item
  order by item.sort_at, item.dossier_id, item.token
  limit ${limit}`

const ofUnit = async ({ sql, actor, now }: Ctx, asked: QueueAsked) => {
  const { text, late, waiting, after, limit, units = unitsAbove(actor.unit ?? '') } = asked
  return sql<QueueRow[]>`
  select item.dossier_id as "dossierId", item.code as "code", item.token as "token", item.step as "stepId", item.name as "step",
    item.kind as "kind", item.procedure_name as "procedureName", item.applicant_name as "applicantName",
    item.phase as "phase", item.unit as "unit", item.officer as "officer", item.officer_name as "officerName",
    item.entered_at as "enteredAt", item.due_at as "dueAt", item.sort_at as "sortAt"
  from unnest(${[...units]}::text[]) as of (unit),
    lateral (
      select work_item.*, dossier.code, dossier.procedure_name, dossier.applicant_name, dossier.phase
      from work_item join dossier on dossier.id = work_item.dossier_id
      where work_item.unit = of.unit and work_item.waiting = ${waiting}
        and (work_item.sort_at, work_item.dossier_id, work_item.token)
          > (${(after ?? START).sortAt}::timestamptz, ${(after ?? START).id}::uuid, ${(after ?? START).token})
        and (${late} = false or work_item.due_at < ${now()})
        and (${text} = '' or dossier.search like '%' || ${text} || '%')
      order by work_item.sort_at, work_item.dossier_id, work_item.token
      limit ${limit}
    ) as item
  order by item.sort_at, item.dossier_id, item.token
  limit ${limit}`
}

/** Results that wait for this officer's signature: own steps and those nobody has taken, due first. */
export const signingOf = async ({ sql, actor }: Ctx, limit: number) => sql<QueueRow[]>`
  select item.dossier_id as "dossierId", dossier.code as "code", item.token as "token", item.step as "stepId", item.name as "step",
    item.kind as "kind", dossier.procedure_name as "procedureName", dossier.applicant_name as "applicantName",
    dossier.phase as "phase", item.unit as "unit", item.officer as "officer", item.officer_name as "officerName",
    item.entered_at as "enteredAt", item.due_at as "dueAt", item.sort_at as "sortAt"
  from (
    select * from work_item where officer = ${actor.id}::uuid and not waiting and kind = 'sign'
    union all
    select * from work_item where officer is null and not waiting and kind = 'sign'
      and unit = any(${unitsAbove(actor.unit ?? '')}::text[]) and role = any(${stepRolesOf(actor.roles)}::text[])
  ) as item join dossier on dossier.id = item.dossier_id
  where dossier.phase in ('accepted', 'processing')
  order by item.sort_at, item.dossier_id, item.token
  limit ${limit}`

export type SigningRow = {
  dossierId: string
  step: string
  signings: Signing[]
  /** Who signs in which order, where it was chosen. */
  signers: SigningTurn[] | null
  numbered: string | null
  /** Why the paper came back to this step, where it did and nobody has signed since. */
  sentBack: { by: string; reason: string } | null
}

/** Who has signed each of these dossiers' results before, and why one came back. */
export const signingsOf = async ({ sql }: Ctx, picked: readonly { dossierId: string; stepId: string }[]) => sql<
  SigningRow[]
>`
  select dossier.id as "dossierId", asked.step as "step", coalesce(dossier.state -> 'signings', '[]') as "signings",
    dossier.state -> 'signers' as "signers", dossier.state ->> 'numbered' as "numbered", back.why as "sentBack"
  from unnest(${picked.map(each => each.dossierId)}::uuid[], ${picked.map(each => each.stepId)}::text[]) as asked (id, step)
    join dossier on dossier.id = asked.id
    left join lateral (
      select type, case when type = 'step.sent-back' and data ->> 'to' = asked.step
        then jsonb_build_object('by', actor_name, 'reason', data ->> 'reason') end as why
      from event where case_id = dossier.id and type in ('step.completed', 'step.sent-back', 'result.initialled')
      order by version desc limit 1
    ) as back on true`

/** The number a unit gave its last result: the next ones follow its way of numbering. */
export async function lastResultNumber({ sql }: Ctx, unit: string): Promise<string | null> {
  const [row] = await sql<{ number: string | null }[]>`
    select given.number as "number" from (
      (select position, data -> 'result' ->> 'number' as number from event
        where type = 'result.signed' and actor_unit = ${unit} order by position desc limit 1)
      union all
      (select position, data -> 'signings' -> 0 ->> 'number' from event
        where type = 'step.completed' and data -> 'signings' -> 1 is null and data -> 'signings' -> 0 is not null
          and actor_unit = ${unit} order by position desc limit 1)
      union all
      (select position, data -> 'signings' -> 0 ->> 'number' from event
        where type = 'result.initialled' and data -> 'signings' -> 1 is null
          and actor_unit = ${unit} order by position desc limit 1)
    ) as given order by given.position desc limit 1`
  return row?.number ?? null
}

/** The process each of these dossiers runs by. */
export const processesOf = async ({ sql }: Ctx, dossiers: readonly string[]) => sql<{ id: string; process: string }[]>`
  select id as "id", state -> 'procedure' ->> 'process' as "process"
  from dossier where id = any(${[...dossiers]}::uuid[])`

/** What has happened after a place in the log, by the units that see it. A hint to look again, not a feed. */
export const touchedAfter = async ({ sql }: Ctx, position: number) => sql<{ position: number; units: string[] }[]>`
  select event.position as "position",
    array[dossier.receiving_unit, dossier.settling_unit, coalesce(event.actor_unit, '')]
      || coalesce((select array_agg(unit) from work_item where work_item.dossier_id = dossier.id), '{}') as "units"
  from event join dossier on dossier.id = event.case_id
  where event.position > ${position} order by event.position limit 500`

export async function lastPosition({ sql }: Ctx): Promise<number> {
  const [row] = await sql<{ position: number }[]>`select coalesce(max(position), 0) as "position" from event`
  return row!.position
}

export type QueueCounts = {
  mine: number
  unclaimed: number
  late: number
  waiting: number
  /** Everything open in the unit, and what of it waits for others. */
  ofUnit: number
  /** What is open below a head's unit too; 0 for others. */
  ofAgency: number
  unitWaiting: number
  /** Results that wait for this officer's signature. */
  sign: number
  filed: number
  ready: number
}

/** How much lies in each pile, counted up to 999: more than that is not read as a number. */
export async function queueCounts({ sql, actor, now }: Ctx, agency: readonly string[] = []): Promise<QueueCounts> {
  const units = unitsAbove(actor.unit ?? '')
  const [row] = await sql<QueueCounts[]>`
    select
      (select count(*) from (select from work_item where officer = ${actor.id}::uuid and not waiting limit 999) as few) as "mine",
      (select count(*) from (select from work_item where officer is null and not waiting
        and unit = any(${units}::text[]) and role = any(${stepRolesOf(actor.roles)}::text[]) limit 999) as few) as "unclaimed",
      (select count(*) from (select from work_item where officer = ${actor.id}::uuid and not waiting
        and sort_at < ${now()} limit 999) as few) as "late",
      (select count(*) from (select from work_item where officer = ${actor.id}::uuid and waiting limit 999) as few) as "waiting",
      (select count(*) from (select from work_item where unit = any(${units}::text[]) and not waiting limit 999) as few) as "ofUnit",
      (select count(*) from (select from work_item where unit = any(${[...agency]}::text[]) and not waiting limit 999) as few) as "ofAgency",
      (select count(*) from (select from work_item where unit = any(${units}::text[]) and waiting limit 999) as few) as "unitWaiting",
      (select count(*) from (
        select from work_item where officer = ${actor.id}::uuid and not waiting and kind = 'sign'
        union all
        select from work_item where officer is null and not waiting and kind = 'sign'
          and unit = any(${units}::text[]) and role = any(${stepRolesOf(actor.roles)}::text[])
        limit 999) as few) as "sign",
      (select count(*) from (select from dossier where receiving_unit = ${actor.unit ?? ''} and phase = 'filed' limit 999) as few) as "filed",
      (select count(*) from (select from dossier where receiving_unit = ${actor.unit ?? ''} and phase = 'settled' limit 999) as few) as "ready"`
  return row!
}

export type MenuCounts = Pick<QueueCounts, 'mine' | 'unclaimed' | 'late'>

/** The three numbers that the desk's menu shows on every page: three short walks along an index, in one statement. */
export async function menuCounts({ sql, actor, now }: Ctx): Promise<MenuCounts> {
  const [row] = await sql<MenuCounts[]>`
    select
      (select count(*) from (select from work_item where officer = ${actor.id}::uuid and not waiting limit 999) as few) as "mine",
      (select count(*) from (select from work_item where officer is null and not waiting
        and unit = any(${unitsAbove(actor.unit ?? '')}::text[]) and role = any(${stepRolesOf(actor.roles)}::text[])
        limit 999) as few) as "unclaimed",
      (select count(*) from (select from work_item where officer = ${actor.id}::uuid and not waiting
        and sort_at < ${now()} limit 999) as few) as "late"`
  return row!
}
