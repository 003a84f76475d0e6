import { units as unitsOf } from '#server/organisation/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { DossierEvent } from './events.ts'
import type { DossierPhase } from './model.ts'
import { reaches, unitsAbove } from './reach.rules.ts'

export type DossierRow = {
  id: string
  code: string
  phase: DossierPhase
  procedureCode: string
  procedureName: string
  applicantName: string
  channel: string
  receivingUnit: string
  settlingUnit: string
  filedAt: Date
  receivedAt: Date | null
  dueAt: Date | null
  finishedAt: Date | null
  returnedAt: Date | null
}
export type ListAsked = {
  /** Folded words; empty for all. */
  readonly text: string
  readonly phase: DossierPhase | null
  /** The units in reach; null for all. */
  readonly units: readonly string[] | null
  readonly account: string | null
  readonly after: { readonly filedAt: string; readonly id: string } | null
  readonly limit: number
}

/** Dossiers by filing time, newest first. `units` are receiving or settling units; `account` the applicant's own. */
export const listDossiers = async ({ sql }: Ctx, { text, phase, units, account, after, limit }: ListAsked) => sql<
  DossierRow[]
>`
  select id as "id", code as "code", phase as "phase", procedure_code as "procedureCode",
    procedure_name as "procedureName", applicant_name as "applicantName", channel as "channel",
    receiving_unit as "receivingUnit", settling_unit as "settlingUnit", filed_at as "filedAt",
    received_at as "receivedAt", due_at as "dueAt", finished_at as "finishedAt", returned_at as "returnedAt"
  from dossier
  where (${text} = '' or search like '%' || ${text} || '%')
    and (${phase}::text is null or phase = ${phase})
    and (${units as string[] | null}::text[] is null
      or receiving_unit = any(${units as string[] | null}::text[]) or settling_unit = any(${units as string[] | null}::text[]))
    and (${account}::uuid is null or account_id = ${account}::uuid)
    and (${after?.id ?? null}::uuid is null
      or (filed_at, id) < (${after?.filedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
  order by filed_at desc, id desc
  limit ${limit}`

/** The units whose dossiers a post may list; null for all: who watches over them, and the province's own leaders. */
export async function unitsInReach(ctx: Ctx): Promise<string[] | null> {
  const { unit, may } = ctx.actor
  if (may('dossier.read-all')) return null
  if (unit === null) return []
  if (!unit.includes('.')) return null
  const below = await unitsOf(ctx, { on: null, within: unit })
  return [...new Set([...unitsAbove(unit), ...below.map(each => each.code)])]
}

export type TimelineEntry = DossierEvent & {
  version: number
  atTime: Date
  actorName: string
  actorUnit: string | null
  actorKind: string
}

/** All events of a dossier in order: its audit trail and what people see as its history. */
export const timelineOf = async ({ sql }: Ctx, id: string) => sql<TimelineEntry[]>`
  select version as "version", type as "type", at as "atTime",
    to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "at", data as "data", actor_name as "actorName",
    actor_unit as "actorUnit", actor_kind as "actorKind"
  from event where case_id = ${id} order by version`

export type LedgerRow = { kind: string; at: Date; cause: string | null; dueBefore: Date | null; dueAfter: Date | null }

/** The deadline ledger as rows, oldest first. */
export const ledgerOf = async ({ sql }: Ctx, id: string) => sql<LedgerRow[]>`
  select kind as "kind", at as "at", cause as "cause", due_before as "dueBefore", due_after as "dueAfter"
  from deadline_entry where dossier_id = ${id} order by version`

/** Whether an officer may open a dossier: it was received or is settled in the unit's reach, or the post watches over all. */
export const maySee = (
  { actor }: Ctx,
  row: { receivingUnit: string; settlingUnit: string; steps: readonly { unit: string }[] }
) =>
  actor.kind === 'system' ||
  actor.may('dossier.read-all') ||
  (actor.may('dossier.read') &&
    [row.receivingUnit, row.settlingUnit, ...row.steps.map(step => step.unit)].some(unit => reaches(actor, unit)))
