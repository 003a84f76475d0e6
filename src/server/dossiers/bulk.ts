import { hash as digest } from 'node:crypto'
import { row } from '#server/platform/bulk.ts'
import { jsonbText } from '#server/platform/canonical.ts'
import type { DossierEvent } from './events.ts'
import type { Dossier } from './model.ts'
import { ledgerEntries, paperRows, searchText, workItems } from './row.ts'

type Actor = { readonly id: string; readonly name: string; readonly unit: string } | null
export type Lived = {
  readonly dossier: Dossier
  readonly told: readonly { readonly event: DossierEvent; readonly actor: Actor }[]
}

const EVENT =
  'copy event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash) from stdin'
const DOSSIER =
  'copy dossier (id, code, version, phase, procedure_code, procedure_name, channel, applicant_name, applicant_number, applicant_phone, account_id, receiving_unit, settling_unit, filed_at, received_at, original_due_at, due_at, finished_at, returned_at, rule_set, search, hash, state) from stdin'
const PAPER = 'copy dossier_paper (dossier_id, position, code, name, originals, certified, copies, files) from stdin'
const ITEM =
  'copy work_item (dossier_id, token, step, name, kind, role, unit, officer, officer_name, entered_at, claimed_at, due_at, dossier_due_at, waiting, timer_at) from stdin'
const ENTRY = 'copy deadline_entry (dossier_id, version, kind, at, cause, due_before, due_after) from stdin'

/**
 * Whole histories as lines of COPY, for loading many dossiers at once (the demonstration, an import). The chain is
 * computed here as the database would: `verify log` reads both alike.
 */
export function bulkRows(lives: readonly Lived[]): { copy: string; lines: string[] }[] {
  const events: string[] = []
  const dossiers: string[] = []
  const papers: string[] = []
  const items: string[] = []
  const entries: string[] = []
  for (const { dossier, told } of lives) {
    const hash = linkEvents(dossier, told, events)
    dossiers.push(dossierLine(dossier, hash))
    for (const paper of paperRows(dossier))
      papers.push(
        row([
          dossier.id,
          paper.position,
          paper.code,
          paper.name,
          paper.originals,
          paper.certified,
          paper.copies,
          JSON.stringify(paper.files)
        ])
      )
    for (const item of workItems(dossier))
      items.push(
        row([
          dossier.id,
          item.token,
          item.step,
          item.name,
          item.kind,
          item.role,
          item.unit,
          item.officer,
          item.officer_name,
          item.entered_at,
          item.claimed_at,
          item.due_at,
          item.dossier_due_at,
          item.waiting,
          item.timer_at
        ])
      )
    for (const entry of ledgerEntries(
      told.map(each => each.event),
      null
    ))
      entries.push(
        row([dossier.id, entry.version, entry.kind, entry.at, entry.cause, entry.due_before, entry.due_after])
      )
  }
  return [
    { copy: DOSSIER, lines: dossiers },
    { copy: EVENT, lines: events },
    { copy: PAPER, lines: papers },
    { copy: ITEM, lines: items },
    { copy: ENTRY, lines: entries }
  ]
}

/** Writes a dossier's events as lines and gives the last hash of its chain. */
function linkEvents(dossier: Dossier, told: Lived['told'], lines: string[]): Buffer {
  let hash: Buffer = Buffer.alloc(32)
  told.forEach(({ event, actor }, index) => {
    const version = index + 1
    const data = jsonbText(event.data)
    const micros = `${Date.parse(event.at)}000`
    const text = `${dossier.id}|${version}|${event.type}|${micros}|${actor?.id ?? ''}|${data}`
    hash = digest('sha256', Buffer.concat([hash, Buffer.from(text)]), 'buffer')
    const by = actor ? ['officer', actor.id, actor.name, actor.unit] : ['citizen', null, dossier.applicant.name, null]
    lines.push(row(['dossier', dossier.id, version, event.type, event.at, ...by, data, `\\x${hash.toString('hex')}`]))
  })
  return hash
}

const dossierLine = (dossier: Dossier, hash: Buffer): string =>
  row([
    dossier.id,
    dossier.code,
    dossier.version,
    dossier.phase,
    dossier.procedure.code,
    dossier.procedure.name,
    dossier.channel,
    dossier.applicant.name,
    dossier.applicant.number,
    dossier.applicant.phone ?? '',
    dossier.accountId,
    dossier.receivingUnit,
    dossier.settlingUnit,
    dossier.filedAt,
    dossier.receivedAt,
    dossier.originalDueAt,
    dossier.dueAt,
    dossier.finishedAt,
    dossier.returnedAt,
    dossier.ruleSet,
    `${dossier.code.toLowerCase()} ${searchText(dossier)}`,
    `\\x${hash.toString('hex')}`,
    JSON.stringify(dossier)
  ])
