import { createHash } from 'node:crypto'
import { subjectOf } from '#server/exchange/index.ts'
import type { Named } from '#server/exchange/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { CheckOutcome } from './model.ts'

export type CheckRow = {
  id: string
  kind: 'counter' | 'background' | 'online'
  procedureCode: string
  call: string | null
  dossierId: string | null
  outcome: CheckOutcome | null
  at: Date
}
export type NewCheck = {
  readonly kind: CheckRow['kind']
  readonly person: Named
  readonly procedure: string
  readonly unit: string | null
  readonly officer: string | null
  readonly task: string | null
  readonly dossier?: string
  readonly call?: string
  readonly message?: string
  readonly outcome?: CheckOutcome
  readonly differs?: readonly string[]
}

/** The same question about the same person in the same procedure. */
const questionOf = async (ctx: Ctx, { number, name, birth }: Named, procedure: string): Promise<string> =>
  createHash('sha256')
    .update(await subjectOf(ctx, JSON.stringify([number, name, birth, procedure])))
    .digest('base64url')

export async function enterCheck(ctx: Ctx, check: NewCheck): Promise<string> {
  const now = ctx.now()
  const subject = await subjectOf(ctx, check.person.number)
  const question = await questionOf(ctx, check.person, check.procedure)
  const [row] = await ctx.sql<{ id: string }[]>`
    insert into linkage_check (kind, subject, question, procedure_code, unit, officer, task, dossier_id, call, message,
      outcome, differs, at, settled_at)
    values (${check.kind}, ${subject}, ${question}, ${check.procedure}, ${check.unit}, ${check.officer}::uuid,
      ${check.task}, ${check.dossier ?? null}::uuid, ${check.call ?? null}::uuid, ${check.message ?? null}::uuid,
      ${check.outcome ?? null}, ${[...(check.differs ?? [])]}::text[], ${now}, ${check.outcome ? now : null})
    on conflict (message) do update set message = excluded.message
    returning id as "id"`
  return row!.id
}

/** A check of the same person in the same procedure by that unit, settled not long ago. */
export async function recentCheck(
  ctx: Ctx,
  asked: { person: Named; procedure: string; unit: string | null; minutes: number }
): Promise<CheckRow | null> {
  const question = await questionOf(ctx, asked.person, asked.procedure)
  const [row] = await ctx.sql<CheckRow[]>`
    select id as "id", kind as "kind", procedure_code as "procedureCode", call as "call", dossier_id as "dossierId",
      outcome as "outcome", at as "at"
    from linkage_check
    where question = ${question} and unit is not distinct from ${asked.unit}
      and outcome in ('match', 'differs', 'mismatch', 'not-found')
      and at > ${new Date(ctx.now().getTime() - asked.minutes * 60_000)}
    order by at desc limit 1`
  return row ?? null
}

/** A check made while its dossier was typed belongs to that dossier from now on. */
export const attach = ({ sql }: Ctx, id: string, dossier: string) => sql`
  update linkage_check set dossier_id = ${dossier}::uuid where id = ${id}::uuid and dossier_id is null`

export async function checkByMessage({ sql }: Ctx, message: string): Promise<CheckRow | null> {
  const [row] = await sql<CheckRow[]>`
    select id as "id", kind as "kind", procedure_code as "procedureCode", call as "call", dossier_id as "dossierId",
      outcome as "outcome", at as "at"
    from linkage_check where message = ${message}::uuid`
  return row ?? null
}

export const settleCheck = (
  { sql, now }: Ctx,
  id: string,
  to: { call: string | null; outcome: CheckOutcome; differs: readonly string[] }
) => sql`
  update linkage_check set call = ${to.call}::uuid, outcome = ${to.outcome}, differs = ${[...to.differs]}::text[],
    settled_at = ${now()}
  where id = ${id}::uuid and outcome is null`

export const note = (
  { sql, now }: Ctx,
  dossier: string,
  kind: 'outage' | 'queued' | 'checked' | 'not-checked',
  ref: string
) => sql`
  insert into linkage_note (dossier_id, kind, ref, at) values (${dossier}::uuid, ${kind}, ${ref}, ${now()})
  on conflict do nothing`

export const outageNotes = ({ sql }: Ctx, dossier: string) => sql<{ at: Date; from: Date; to: Date | null }[]>`
  select linkage_note.at as "at", outage.from_at as "from", outage.to_at as "to"
  from linkage_note join exchange_outage as outage on outage.id = linkage_note.ref::bigint
  where linkage_note.dossier_id = ${dossier}::uuid and linkage_note.kind = 'outage'
  order by outage.from_at`

export const checksOf = ({ sql }: Ctx, dossier: string) => sql<CheckRow[]>`
  select id as "id", kind as "kind", procedure_code as "procedureCode", call as "call", dossier_id as "dossierId",
    outcome as "outcome", coalesce(settled_at, at) as "at"
  from linkage_check where dossier_id = ${dossier}::uuid order by at`

/** Whether that unit has an open dossier of the person. */
export async function openDossierAt({ sql }: Ctx, number: string, unit: string): Promise<string | null> {
  const [row] = await sql<{ code: string }[]>`
    select code as "code" from dossier
    where applicant_number = ${number} and (receiving_unit = ${unit} or settling_unit = ${unit})
      and phase not in ('returned', 'voided', 'not-accepted')
    order by filed_at desc limit 1`
  return row?.code ?? null
}

/** Who received a dossier, and for which unit. */
export async function receiverOf({ sql }: Ctx, dossier: string, version: number) {
  const [row] = await sql<{ kind: string; id: string | null; name: string; unit: string | null }[]>`
    select actor_kind as "kind", actor_id as "id", actor_name as "name", actor_unit as "unit"
    from event where case_id = ${dossier}::uuid and version = ${version}`
  return row ?? null
}

/** The last look-up made for a draft by its own owner. */
export async function checkOfTask({ sql }: Ctx, task: string): Promise<string | null> {
  const [row] = await sql<{ call: string }[]>`
    select call as "call" from linkage_check
    where kind = 'online' and task = ${task} and call is not null order by at desc limit 1`
  return row?.call ?? null
}

/** Outages noted on dossiers, of many at once: their time is the system's and not an officer's. */
export const outagesOf = ({ sql }: Ctx, dossiers: readonly string[]) => sql<
  { dossier: string; system: string; from: Date; to: Date | null }[]
>`
  select linkage_note.dossier_id as "dossier", outage.system as "system", outage.from_at as "from", outage.to_at as "to"
  from linkage_note join exchange_outage as outage on outage.id = linkage_note.ref::bigint
  where linkage_note.dossier_id = any(${[...dossiers]}::uuid[]) and linkage_note.kind = 'outage'
  order by outage.from_at`

/** Why a dossier could not be checked so far, and since when. */
export const notCheckedNotes = ({ sql }: Ctx, dossier: string) => sql<{ at: Date; code: string }[]>`
  select at as "at", split_part(ref, ':', 1) as "code" from linkage_note
  where dossier_id = ${dossier}::uuid and kind = 'not-checked' order by at`

/** Dossiers of the last fortnight that could not be checked and have not been since. */
export const unchecked = ({ sql, now }: Ctx) => sql<{ dossier: string; version: number }[]>`
  select distinct dossier_id as "dossier", split_part(ref, ':', 2)::integer as "version" from linkage_note as missed
  where kind = 'not-checked' and at > ${new Date(now().getTime() - 14 * 86_400_000)} and not exists (
    select from linkage_note as done where done.dossier_id = missed.dossier_id and done.kind in ('queued', 'checked')
  ) order by dossier_id limit 200`
