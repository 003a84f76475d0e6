import { fold } from '#server/platform/language.ts'
import type { StepDraft } from './draft.ts'
import type { ImportRemark, ProcessRecord, StepRow } from './import.model.ts'
import { readTime } from './import.times.rules.ts'
import type { DayReading } from './import.times.rules.ts'
import type { StepKind } from './model.ts'
import { recogniseRole } from './roles.rules.ts'
import type { Recognised } from './roles.rules.ts'

export type Remark = (code: ImportRemark['code'], row?: number | null, detail?: string) => void
type Row = Omit<StepRow, 'role'> &
  Recognised & { readonly roleText: string; readonly position: number; readonly says: string }

/** Turns a published step table into steps, and remarks on every row that was not understood or read by a rule. */
export function draftsOf(record: ProcessRecord, days: DayReading, remark: Remark): StepDraft[] {
  const rows = rowsOf(record, remark)
  remarkNumbers(rows, remark)
  const signing = rows.findLast(row => row.role === 'chair' || row.role === 'agency-head')
  const returning = rows.at(-1)?.role === 'one-stop-officer' && rows.length > 1 ? rows.at(-1) : undefined
  if (!signing) remark('signature-missing')
  if (!returning) remark('return-missing')
  const stages = Math.max(1, ...rows.map(row => row.stage))
  remarkUnits(rows, remark)
  return rows.map((row, index): StepDraft => {
    const kind: StepKind = row === returning ? 'return-result' : row === signing ? 'sign' : kindOf(row)
    const name = shortName(row.action)
    return {
      id: `b${index + 1}`,
      name: { vi: name },
      ...(name === clean(row.action) ? {} : { guide: clean(row.action) }),
      kind,
      role: row.role,
      roleText: clean(row.roleText),
      unit: unitOf(row, kind, stages),
      norm: readTime(row, row.position, days, remark),
      stage: row.stage
    }
  })
}

function rowsOf(record: ProcessRecord, remark: Remark): Row[] {
  return record.steps.flatMap((step, index) => {
    const position = index + 1
    const says = fold(step.action)
    if (isNoise(step)) {
      remark('noise-row', position, clean(`${step.no} ${step.action} ${step.role}`))
      return []
    }
    const { role, others } = recogniseRole(step.role)
    if (role === 'other') remark('role-unknown', position, clean(step.role))
    else if (others.length > 0) remark('several-roles', position, clean(step.role))
    if (role === 'handler' && /(lanh dao )?(ubnd|uy ban nhan dan) tinh phe duyet/.test(says))
      remark('approval-in-words', position, clean(step.action))
    return [{ ...step, roleText: step.role, role, others, position, says }]
  })
}

/** Table feet that came along as rows: a heading of forms, no time, and a form number where a role should be. */
const isNoise = (step: StepRow) =>
  step.value === null && (fold(step.action) === 'bieu mau' || /^mau (so )?\d+/.test(fold(step.role)))

function remarkNumbers(rows: readonly Row[], remark: Remark) {
  const seen = new Set<string>()
  for (const row of rows) {
    const number = `${row.stage} ${fold(row.no)}`
    if (seen.has(number)) remark('step-number-repeated', row.position, clean(row.no))
    seen.add(number)
  }
}

/** Steps of the provincial committee inside a department's process: their unit is said in words only. */
function remarkUnits(rows: readonly Row[], remark: Remark) {
  const committee = (text: string) => /\b(ubnd|uy ban nhan dan) tinh\b/.test(fold(text))
  if (rows.every(row => committee(row.roleText))) return
  for (const row of rows) if (committee(row.roleText)) remark('unit-in-words', row.position, clean(row.roleText))
}

function kindOf(row: Row): StepKind {
  if (row.role === 'applicant') return 'wait-applicant'
  return row.role === 'consulted' ? 'wait-agency' : 'user'
}

/** The first level of a process over two levels works where the dossier was received; results go back there (art. 19(7)). */
function unitOf(row: Row, kind: StepKind, stages: number): string {
  if (row.role === 'one-stop-officer' || row.role === 'applicant' || kind === 'return-result') return 'receiving'
  if (row.role === 'consulted') return 'consulted'
  return stages > 1 && row.stage < stages ? 'receiving' : 'settling'
}

export const clean = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim()

const LONGEST_NAME = 90

/** The first clause of what is to be done, as a name that fits a list. */
export function shortName(action: string): string {
  const whole = clean(action).replace(/^(?:[-+•*]|\d+[.)])\s*/, '')
  const clause = whole.split(/[.;:](?:\s|$)| - | \+ /)[0]?.trim() ?? ''
  const name = clause === '' ? whole : clause
  if (name.length <= LONGEST_NAME) return name
  return `${name.slice(0, LONGEST_NAME).replace(/[\s,(]+\S*$/, '')}…`
}
