import type { Ctx } from '#server/platform/index.ts'
import type { DossierEvent } from './events.ts'
import type { Dossier, DossierId } from './model.ts'
import { ledgerEntries, paperRows, searchText, workItems } from './row.ts'

/** Where a new code comes from: `<unit>-<yymmdd>-` and the counter of that unit and day. */
export type CodePlace = { readonly unit: string; readonly day: string; readonly prefix: string }

/**
 * Stores a new dossier in one statement: it takes the next number, writes the events with that code into the chain,
 * and the row, papers, open steps and ledger entries. A statement that fails gives its number back, so codes are gapless.
 */
export async function open(
  { sql, actor }: Ctx,
  dossier: Dossier,
  events: readonly DossierEvent[],
  place: CodePlace,
  idempotencyKey: string | null
): Promise<{ code: string }> {
  const [row] = await sql<{ code: string }[]>`
    with numbered as (
      insert into dossier_number (unit, day, last) values (${place.unit}, ${place.day}, 1)
      on conflict (unit, day) do update set last = dossier_number.last + 1
      returning last
    ), coded as (
      select ${place.prefix}::text || lpad(last::text, greatest(4, length(last::text)), '0') as code from numbered
    ), links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from coded, chained(${dossier.id}, 0, null, ${actor.id},
        jsonb_set(${sql.json(events as never)}::jsonb, '{0,data,code}', to_jsonb(coded.code))) as chain
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'dossier', ${dossier.id}, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data, hash
      from links
    ), entered as (
      insert into dossier (id, code, version, phase, procedure_code, procedure_name, channel, applicant_name,
        applicant_number, applicant_phone, account_id, receiving_unit, settling_unit, filed_at, received_at,
        original_due_at, due_at, finished_at, returned_at, rule_set, search, idempotency_key, hash, state)
      select ${dossier.id}, code, ${dossier.version}, ${dossier.phase}, ${dossier.procedure.code},
        ${dossier.procedure.name}, ${dossier.channel}, ${dossier.applicant.name}, ${dossier.applicant.number},
        ${dossier.applicant.phone ?? ''}, ${dossier.accountId}::uuid, ${dossier.receivingUnit}, ${dossier.settlingUnit},
        ${dossier.filedAt}, ${dossier.receivedAt}::timestamptz, ${dossier.originalDueAt}::timestamptz,
        ${dossier.dueAt}::timestamptz, ${dossier.finishedAt}::timestamptz, ${dossier.returnedAt}::timestamptz,
        ${dossier.ruleSet}, lower(code) || ' ' || ${searchText(dossier)}, ${idempotencyKey}::text,
        (select hash from links order by version desc limit 1),
        ${sql.json(dossier as never)}::jsonb || jsonb_build_object('code', code)
      from coded
    ), listed as (
      insert into dossier_paper (dossier_id, position, code, name, originals, certified, copies, files)
      select ${dossier.id}, position, code, name, originals, certified, copies, files
      from jsonb_to_recordset(${sql.json(paperRows(dossier) as never)}) as paper (position integer, code text, name text,
        originals integer, certified integer, copies integer, files jsonb)
    ), queued as (
      insert into work_item (dossier_id, token, step, name, kind, role, unit, officer, officer_name, entered_at, claimed_at,
        due_at, dossier_due_at, waiting, timer_at)
      select ${dossier.id}, token, step, name, kind, role, unit, officer, officer_name, entered_at, claimed_at, due_at,
        dossier_due_at, waiting, timer_at
      from jsonb_to_recordset(${sql.json(workItems(dossier))}) as item (token text, step text, name text, kind text,
        role text, unit text, officer uuid, officer_name text, entered_at timestamptz, claimed_at timestamptz,
        due_at timestamptz, dossier_due_at timestamptz, waiting boolean, timer_at timestamptz)
    ), counted as (
      insert into deadline_entry (dossier_id, version, kind, at, cause, due_before, due_after)
      select ${dossier.id}, version, kind, at, cause, due_before, due_after
      from jsonb_to_recordset(${sql.json(ledgerEntries(events, null))}) as entry (version integer, kind text,
        at timestamptz, cause text, due_before timestamptz, due_after timestamptz)
    )
    select code as "code" from coded`
  return row!
}

/**
 * Stores what a command did: events, the row and its open steps in one statement that checks the version read.
 * False when somebody else was faster; nothing is written then.
 */
export async function append({ sql, actor }: Ctx, before: Dossier, after: Dossier, events: readonly DossierEvent[]) {
  const papers = after.papers === before.papers ? null : paperRows(after)
  const [row] = await sql<{ stored: boolean }[]>`
    with links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from dossier, chained(dossier.id, dossier.version, dossier.hash, ${actor.id}, ${sql.json(events as never)}) as chain
      where dossier.id = ${before.id} and dossier.version = ${before.version}
    ), changed as (
      update dossier set version = ${after.version}, phase = ${after.phase}, applicant_name = ${after.applicant.name},
        applicant_number = ${after.applicant.number}, applicant_phone = ${after.applicant.phone ?? ''},
        receiving_unit = ${after.receivingUnit}, received_at = ${after.receivedAt}::timestamptz,
        original_due_at = ${after.originalDueAt}::timestamptz, due_at = ${after.dueAt}::timestamptz,
        finished_at = ${after.finishedAt}::timestamptz, returned_at = ${after.returnedAt}::timestamptz,
        search = lower(code) || ' ' || ${searchText(after)},
        hash = (select hash from links order by version desc limit 1), state = ${sql.json(after as never)}
      where id = ${before.id} and version = ${before.version}
      returning id
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'dossier', ${before.id}, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data, hash
      from links where exists (select from changed)
    ), gone as (
      delete from work_item where dossier_id = ${before.id} and exists (select from changed)
        and not token = any(${after.steps.map(step => step.token)}::text[])
    ), queued as (
      insert into work_item (dossier_id, token, step, name, kind, role, unit, officer, officer_name, entered_at, claimed_at,
        due_at, dossier_due_at, waiting, timer_at)
      select changed.id, token, step, name, kind, role, unit, officer, officer_name, entered_at, claimed_at, due_at,
        dossier_due_at, waiting, timer_at
      from changed, jsonb_to_recordset(${sql.json(workItems(after))}) as item (token text, step text, name text, kind text,
        role text, unit text, officer uuid, officer_name text, entered_at timestamptz, claimed_at timestamptz,
        due_at timestamptz, dossier_due_at timestamptz, waiting boolean, timer_at timestamptz)
      on conflict (dossier_id, token) do update set officer = excluded.officer, officer_name = excluded.officer_name,
        claimed_at = excluded.claimed_at, due_at = excluded.due_at, dossier_due_at = excluded.dossier_due_at,
        waiting = excluded.waiting, timer_at = excluded.timer_at
    ), counted as (
      insert into deadline_entry (dossier_id, version, kind, at, cause, due_before, due_after)
      select changed.id, version, kind, at, cause, due_before, due_after
      from changed, jsonb_to_recordset(${sql.json(ledgerEntries(events, before))}) as entry (version integer, kind text,
        at timestamptz, cause text, due_before timestamptz, due_after timestamptz)
    ), trimmed as (
      delete from dossier_paper where dossier_id = ${before.id} and exists (select from changed)
        and ${papers !== null}::boolean and position >= ${after.papers.length}
    ), listed as (
      insert into dossier_paper (dossier_id, position, code, name, originals, certified, copies, files)
      select changed.id, position, code, name, originals, certified, copies, files
      from changed, jsonb_to_recordset(${sql.json((papers ?? []) as never)}) as paper (position integer, code text,
        name text, originals integer, certified integer, copies integer, files jsonb)
      on conflict (dossier_id, position) do update set code = excluded.code, name = excluded.name,
        originals = excluded.originals, certified = excluded.certified, copies = excluded.copies, files = excluded.files
    )
    select exists (select from changed) as "stored"`
  return row!.stored
}

/** The dossier as its events left it. */
export async function load({ sql }: Ctx, which: { id: DossierId } | { code: string }): Promise<Dossier | null> {
  const [row] =
    'id' in which
      ? await sql<{ state: Dossier }[]>`select state as "state" from dossier where id = ${which.id}`
      : await sql<{ state: Dossier }[]>`select state as "state" from dossier where code = ${which.code}`
  return row?.state ?? null
}

/** The dossier that an idempotency key already made. */
export async function loadByKey({ sql }: Ctx, key: string): Promise<Dossier | null> {
  const [row] = await sql<{ state: Dossier }[]>`select state as "state" from dossier where idempotency_key = ${key}`
  return row?.state ?? null
}

const DRAFT_DAYS = 30

/** Forgets what was typed and not sent for a month. */
export async function dropOldDrafts({ sql, now, log }: Ctx): Promise<number> {
  const before = new Date(now().getTime() - DRAFT_DAYS * 86_400_000)
  const dropped = await sql<{ id: string }[]>`delete from draft where updated_at < ${before} returning id as "id"`
  log.info({ event: 'dossiers.drafts-dropped', drafts: dropped.length }, 'tidied')
  return dropped.length
}
