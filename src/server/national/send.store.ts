import { randomUUID } from 'node:crypto'
import type { Dossier } from '#server/dossiers/index.ts'
import type { Ctx } from '#server/platform/index.ts'

/** As many messages as travel together. */
const MOST = 400

/**
 * Puts waiting messages into a batch. A dossier of which something is under way waits, so nothing overtakes; `known`:
 * dossiers of which the portal has a record already.
 */
export const makeBatch = ({ sql, now }: Ctx, known: boolean) => sql<{ messages: number }[]>`
  with first as materialized (
    select id, dossier_id from national_message
    where direction = 'out' and standing = 'waiting' and due_at <= ${now()}
    order by due_at, id limit ${MOST * 5}
  ), candidate as (
    select message.id, message.dossier_id
    from first join national_message as message on message.id = first.id
      join national_ledger as ledger on ledger.dossier_id = first.dossier_id
    where message.standing = 'waiting' and (ledger.told_version is not null) = ${known}::boolean
      and not exists (select from national_message as other
        where other.dossier_id = first.dossier_id and other.direction = 'out' and other.standing = 'sending')
    order by message.due_at, message.id limit ${MOST}
    for update of message skip locked
  ), made as (
    insert into national_batch (id, known, made_at)
    select ${randomUUID()}::uuid, ${known}, ${now()} where exists (select from candidate)
    returning id
  ), taken as (
    update national_message as message set standing = 'sending', batch = made.id, attempts = attempts + 1,
      sent_at = coalesce(sent_at, ${now()})
    from made, candidate where message.id = candidate.id returning message.id
  )
  select count(*)::integer as "messages" from taken`

export type OpenBatch = {
  id: string
  known: boolean
  stage: 'record' | 'progress'
  message: string | null
  settled: 'done' | 'failed' | 'waiting' | null
  call: string | null
}
/** Batches under way with what became of the message of their stage in the outbox. */
export const openBatches = ({ sql }: Ctx) => sql<OpenBatch[]>`
  select batch.id as "id", batch.known as "known", batch.stage as "stage", message.id as "message",
    message.state as "settled", message.last_call as "call"
  from national_batch as batch left join exchange_message as message
    on message.system = 'portal' and message.key = 'national:' || batch.id::text || ':' || batch.stage
  where batch.stage <> 'done' order by batch.made_at`

export type BatchDossier = {
  state: Dossier
  code: string
  source: 'own' | 'portal'
  ourState: number
  ourVersion: number
  ourAt: Date
  fieldCode: string
  fieldName: string
  unitName: string
}
/** The dossiers of a batch as they are now. */
export const dossiersOf = ({ sql }: Ctx, batch: string) => sql<BatchDossier[]>`
  select dossier.state as "state", ledger.code as "code", ledger.source as "source", ledger.our_state as "ourState",
    ledger.our_version as "ourVersion", ledger.our_at as "ourAt",
    coalesce(procedure.field_code, '') as "fieldCode", coalesce(procedure.field_name, '') as "fieldName",
    coalesce(unit.name_vi, dossier.settling_unit) as "unitName"
  from (select distinct dossier_id from national_message where batch = ${batch}::uuid) as inside
    join dossier on dossier.id = inside.dossier_id
    join national_ledger as ledger on ledger.dossier_id = dossier.id
    left join procedure on procedure.code = dossier.procedure_code
    left join unit on unit.code = dossier.settling_unit
  where ledger.our_state is not null
  order by ledger.code`

export type BatchLine = {
  code: string
  version: number
  state: number
  at: Date
  kind: string
  unit: string
  dueAt: Date | null
}
export const linesOf = ({ sql }: Ctx, batch: string) => sql<BatchLine[]>`
  select message.code as "code", message.version as "version", message.state as "state", message.at as "at",
    message.kind as "kind", coalesce(unit.name_vi, dossier.settling_unit) as "unit", dossier.due_at as "dueAt"
  from national_message as message join dossier on dossier.id = message.dossier_id
    left join unit on unit.code = dossier.settling_unit
  where message.batch = ${batch}::uuid order by message.id`

export type Result = { code: string; version: number; outcome: string }

/** The portal has taken the records: its side of the ledger is told that far. */
export const recordsTaken = ({ sql, now }: Ctx, batch: string, results: readonly Result[]) => sql`
  with given as (
    select code, version, outcome from jsonb_to_recordset(${sql.json(results as never)})
      as result (code text, version integer, outcome text)
  ), told as (
    update national_ledger as ledger set told_at = ${now()}, difference = null, found_at = null,
      told_version = case given.outcome when 'unknown' then null when 'exists' then coalesce(ledger.told_version, 0)
        else greatest(ledger.told_version, given.version) end
    from given where ledger.code = given.code and given.outcome <> 'refused'
    returning ledger.code
  ), again as (
    update national_message as message set standing = case when message.attempts < 10 then 'waiting' else 'refused' end,
      batch = null, error = given.outcome, done_at = case when message.attempts < 10 then null else ${now()}::timestamptz end
    from given where message.batch = ${batch}::uuid and message.code = given.code and given.outcome in ('exists', 'unknown')
  ), refused as (
    update national_message as message set standing = 'refused', batch = null, error = given.outcome, done_at = ${now()}
    from given where message.batch = ${batch}::uuid and message.code = given.code and given.outcome = 'refused'
  )
  update national_batch set stage = 'progress' where id = ${batch}::uuid and stage = 'record'`

/** The lines were taken (or refused): these messages are at their end. */
export const linesTaken = ({ sql, now }: Ctx, batch: string, refused: readonly string[]) => sql`
  with ended as (
    update national_message set done_at = ${now()},
      standing = case when code = any(${[...refused]}::text[]) then 'refused' else 'done' end,
      error = case when code = any(${[...refused]}::text[]) then 'refused' end
    where batch = ${batch}::uuid and standing = 'sending'
  )
  update national_batch set stage = 'done' where id = ${batch}::uuid`

/** The outbox has given up: a person must look. */
export const batchFailed = ({ sql, now }: Ctx, batch: string, error: string) => sql`
  with ended as (
    update national_message set standing = 'refused', done_at = ${now()}, error = ${error}
    where batch = ${batch}::uuid and standing = 'sending'
  )
  update national_batch set stage = 'done' where id = ${batch}::uuid`
