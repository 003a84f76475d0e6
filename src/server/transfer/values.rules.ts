import { fold } from '#server/platform/index.ts'
import { ForeignDossier } from '#server/foreign/index.ts'
import type { DossierColumn } from './columns.ts'

/** An instant as people and systems write it, as ISO 8601 in UTC; without an offset it is Vietnam's time. Null: not understood. */
export function instantOf(text: string): string | null {
  const people = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text)
  if (people) return vietnam(people[3]!, people[2]!, people[1]!, people[4], people[5], people[6])
  const portal = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (portal) return vietnam(portal[1]!, portal[2]!, portal[3]!, portal[4], portal[5], portal[6])
  const plain = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/.exec(text)
  if (plain) return vietnam(plain[1]!, plain[2]!, plain[3]!, plain[4], plain[5], plain[6])
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

function vietnam(year: string, month: string, day: string, hour = '0', minute = '0', second = '0'): string | null {
  const two = (part: string) => part.padStart(2, '0')
  const local = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}.000Z`
  const at = Date.parse(local)
  // A day such as 31/02 would silently become March.
  return Number.isNaN(at) || new Date(at).toISOString() !== local ? null : new Date(at - 7 * 3_600_000).toISOString()
}

/** The ten states exchanged with the national portal, by number or name. */
const STATES = [
  'moi dang ky',
  'duoc tiep nhan',
  'khong duoc tiep nhan',
  'dang xu ly',
  'yeu cau bo sung giay to',
  'yeu cau thuc hien nghia vu tai chinh',
  'cong dan yeu cau rut',
  'dung xu ly',
  'da xu ly xong',
  'da tra ket qua'
]
const CHANNELS = ['truc tiep', 'truc tuyen', 'buu chinh cong ich']
const numbered = (text: string, names: readonly string[]): number | null => {
  if (/^\d{1,2}$/.test(text)) return Number(text) >= 1 && Number(text) <= names.length ? Number(text) : null
  const at = names.indexOf(fold(text))
  return at < 0 ? null : at + 1
}

export type Cells = Readonly<Partial<Record<DossierColumn, string>>>
export type RowFault = { readonly column: DossierColumn; readonly reason: FaultReason; readonly value: string }
export type FaultReason = 'missing' | 'date' | 'state' | 'channel' | 'history' | 'too-long' | 'twice' | 'not-a-row'

/** A row as a dossier of its source, or each cell that was not understood. */
export function dossierOf(
  cells: Cells,
  source: string | null
): { ok: true; source: string; dossier: ForeignDossier } | { ok: false; faults: RowFault[] } {
  const faults: RowFault[] = []
  const text = (column: DossierColumn) => (cells[column] ?? '').normalize('NFC').trim()
  const fault = (column: DossierColumn, reason: FaultReason) => {
    faults.push({ column, reason, value: text(column).slice(0, 80) })
    return null
  }
  const date = (column: DossierColumn) =>
    text(column) === '' ? null : (instantOf(text(column)) ?? fault(column, 'date'))
  const from = text('source') || (source ?? '')
  if (from === '') fault('source', 'missing')
  for (const column of ['code', 'procedure', 'state', 'source_time'] as const)
    if (text(column) === '') fault(column, 'missing')
  const state = text('state') === '' ? null : (numbered(text('state'), STATES) ?? fault('state', 'state'))
  const channel = text('channel') === '' ? null : (numbered(text('channel'), CHANNELS) ?? fault('channel', 'channel'))
  const given = {
    code: text('code'),
    nationalCode: text('national_code') || null,
    procedure: text('procedure'),
    procedureName: text('procedure_name'),
    applicantName: text('applicant_name'),
    applicantNumber: text('applicant_number'),
    receivingUnit: text('receiving_unit'),
    settlingUnit: text('settling_unit'),
    ...{ state, channel, filedAt: date('filed_at'), receivedAt: date('received_at'), dueAt: date('due_at') },
    ...{ finishedAt: date('finished_at'), returnedAt: date('returned_at'), sourceTime: date('source_time') },
    history: historyOf(text('history'))
  }
  if (faults.length > 0) return { ok: false, faults }
  const read = ForeignDossier.safeParse(given)
  if (read.success) return { ok: true, source: from, dossier: read.data }
  for (const { path } of read.error.issues) {
    const name = String(path[0]).replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`) as DossierColumn
    fault(name, name === 'history' ? 'history' : 'too-long')
  }
  return { ok: false, faults }
}

function historyOf(text: string): unknown {
  if (text === '') return []
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
