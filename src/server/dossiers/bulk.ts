import { hash as digest } from 'node:crypto'
import { cell, openLines, row } from '#server/platform/bulk.ts'
import type { Lines } from '#server/platform/bulk.ts'
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

/** The lines of one COPY. */
export type Copied = { readonly copy: string; readonly lines: Uint8Array<ArrayBuffer> }
export type BulkWriter = { add(life: Lived): void; take(): Copied[] }

/**
 * Whole histories as lines of COPY, for loading many dossiers at once (the demonstration, an import): lives are added
 * one by one and taken together. The chain is computed here as the database would: `verify log` reads both alike.
 */
export function openBulk(): BulkWriter {
  const [dossiers, events, papers, items, entries] = [openLines(), openLines(), openLines(), openLines(), openLines()]
  return {
    add({ dossier, told }) {
      const hash = linkEvents(dossier, told, events)
      dossiers.add(dossierLine(dossier, hash))
      for (const paper of paperRows(dossier)) papers.add(paperLine(dossier, paper))
      for (const item of workItems(dossier)) items.add(itemLine(dossier, item))
      const happened = told.map(each => each.event)
      for (const entry of ledgerEntries(happened, null)) entries.add(entryLine(dossier, entry))
    },
    take: () => [
      { copy: DOSSIER, lines: dossiers.take() },
      { copy: EVENT, lines: events.take() },
      { copy: PAPER, lines: papers.take() },
      { copy: ITEM, lines: items.take() },
      { copy: ENTRY, lines: entries.take() }
    ]
  }
}

/** Writes a dossier's events as lines and gives the last hash of its chain, in hexadecimal. */
function linkEvents(dossier: Dossier, told: Lived['told'], lines: Lines): string {
  let hash = '0'.repeat(64)
  told.forEach(({ event, actor }, index) => {
    const version = index + 1
    const data = jsonbText(event.data)
    hash = linked(hash, `${dossier.id}|${version}|${event.type}|${Date.parse(event.at)}000|${actor?.id ?? ''}|${data}`)
    const by = actor
      ? `officer\t${cell(actor.id)}\t${cell(actor.name)}\t${cell(actor.unit)}`
      : `citizen\t\\N\t${cell(dossier.applicant.name)}\t\\N`
    lines.add(`dossier\t${dossier.id}\t${version}\t${event.type}\t${event.at}\t${by}\t${cell(data)}\t\\\\x${hash}\n`)
  })
  return hash
}

/** What is hashed: the 32 bytes of the hash before, then the event's text (`event_text` in the database). */
let link = Buffer.allocUnsafeSlow(1 << 14)
function linked(hash: string, text: string): string {
  if (link.length < 32 + text.length * 3) link = Buffer.allocUnsafeSlow(64 + text.length * 3)
  link.write(hash, 0, 'hex')
  return digest('sha256', link.subarray(0, 32 + link.write(text, 32)), 'hex')
}

const paperLine = ({ id }: Dossier, paper: ReturnType<typeof paperRows>[number]): string => {
  const { position, code, name, originals, certified, copies, files } = paper
  return row([id, position, code, name, originals, certified, copies, JSON.stringify(files)])
}

const itemLine = ({ id }: Dossier, item: ReturnType<typeof workItems>[number]): string =>
  row([
    id,
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

const entryLine = ({ id }: Dossier, entry: ReturnType<typeof ledgerEntries>[number]): string =>
  row([id, entry.version, entry.kind, entry.at, entry.cause, entry.due_before, entry.due_after])

const dossierLine = (dossier: Dossier, hash: string): string =>
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
    `\\x${hash}`,
    JSON.stringify(dossier)
  ])
