import { createHash } from 'node:crypto'
import { compileProcess } from './bpmn.ts'
import { buildProcess } from './build.ts'
import { ProcessRecord } from './import.model.ts'
import type { ImportRemark, ReadProcess } from './import.model.ts'
import { clean, draftsOf } from './import.rules.ts'
import { checkStages, readDays, totalOf } from './import.times.rules.ts'
import { checkTimes } from './times.rules.ts'

/**
 * Reads internal processes, one JSON object a line, as they are published in decisions of provinces. Every line comes
 * out again: as a process that runs, or rejected, with remarks on what was not understood. Stores nothing.
 */
export async function* readProcesses(lines: AsyncIterable<string>): AsyncGenerator<ReadProcess> {
  let line = 0
  const seen: Seen = new Map()
  for await (const text of lines) {
    line++
    if (text.trim() !== '') yield await readLine(text, line, seen)
  }
}

/** Lines by content. A table printed twice in one file stays two processes, and is the same two when read again. */
type Seen = Map<string, number[]>

async function readLine(text: string, line: number, seen: Seen): Promise<ReadProcess> {
  const rejected = (code: ImportRemark['code'], detail: string, title = ''): ReadProcess => ({
    kind: 'rejected',
    line,
    title,
    remarks: [{ code, row: null, detail }]
  })
  const json = parseJson(text)
  if (json === undefined) return rejected('not-json', clean(text).slice(0, 80))
  const parsed = ProcessRecord.safeParse(json)
  if (parsed.success) return readRecord(parsed.data, line, seen)
  return rejected(
    'not-a-process',
    parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.code}`).join(', ')
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function readRecord(record: ProcessRecord, line: number, seen: Seen): Promise<ReadProcess> {
  const remarks: ImportRemark[] = []
  const remark = (code: ImportRemark['code'], row: number | null = null, detail = '') =>
    void remarks.push({ code, row, detail })
  const days = readDays(record, remark)
  const drafts = draftsOf(record, days, remark)
  const title = titleOf(record, remark)
  const total = totalOf(record, days)
  checkStages(record, drafts, days, remark)
  const source = [record.decision, record.province, record.date].flatMap(part => part ?? []).join(', ')
  const content = hashOf(JSON.stringify([record.code, record.title, source, total, drafts]))
  const before = seen.get(content) ?? []
  seen.set(content, [...before, line])
  if (before.length > 0) remark('table-repeated', null, String(before[0]))
  const id = `process-${content.slice(0, 16)}${before.length > 0 ? `-${before.length + 1}` : ''}`
  const xml = buildProcess({ id, name: title, source, total, ...(record.code ? { code: record.code } : {}) }, drafts)
  const compiled = await compileProcess(xml)
  if (!compiled.ok) {
    const faults = compiled.error.faults.map(fault => `${fault.code} ${fault.at ?? ''} ${fault.detail}`.trim())
    remark('process-invalid', null, faults.join('; '))
    return { kind: 'rejected', line, title, remarks }
  }
  const times = checkTimes(compiled.value)
  if (times.kind === 'no-total') remark('total-missing')
  else if (times.kind !== 'matches')
    remark(
      'total-differs',
      null,
      times.kind === 'differs' ? `${times.sum.value} ≠ ${times.total.value} ${times.total.unit}` : times.kind
    )
  return {
    kind: 'read',
    line,
    remarks,
    procedureCode: record.code,
    title,
    source,
    xml,
    model: compiled.value,
    contentHash: hashOf(xml)
  }
}

/** Stands for the content of a revision: the same text is the same revision. */
export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** The procedure's official name where the file has it, else the heading as published, page noise and all. */
function titleOf(
  record: ProcessRecord,
  remark: (code: ImportRemark['code'], row?: number | null, detail?: string) => void
): string {
  const codes = [...new Set([...record.title.matchAll(/\b\d\.\d{6}\b/g)].map(found => found[0]))]
  if (codes.length > 1) remark('several-procedures', null, codes.join(', '))
  const name = clean(record.name ?? '')
  if (name !== '') return name
  remark('name-missing', null, clean(record.title).slice(0, 120))
  return clean(record.title)
}
