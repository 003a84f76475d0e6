import { err, ok } from '#server/platform/result.ts'
import type { Day, Refusal, Result } from '#server/platform/index.ts'
import type { By, CaseRules, Told } from './case.model.ts'

export type Finding = {
  readonly unit: string
  readonly words: string
  readonly due: Day
  readonly mended: { readonly words: string; readonly on: Day } | null
}
/** An inspection of reform work: which units, when, what was found, and whether it was mended in time. */
export type Inspection = {
  readonly name: string
  readonly number: string
  readonly year: number
  readonly from: Day
  readonly to: Day
  readonly units: readonly string[]
  readonly visited: Readonly<Record<string, Day>>
  readonly findings: readonly Finding[]
  readonly phase: 'planned' | 'under-way' | 'mending' | 'closed'
}
type Plan = Pick<Inspection, 'name' | 'number' | 'year' | 'from' | 'to' | 'units'>
export type InspectionCommand =
  | { kind: 'plan'; plan: Plan }
  | { kind: 'visit'; unit: string; on: Day }
  | { kind: 'find'; unit: string; words: string; due: Day }
  | { kind: 'mend'; finding: number; words: string }
  | { kind: 'close' }
export type InspectionEvent =
  | Told<'inspection.planned', Plan>
  | Told<'inspection.unit-visited', { unit: string; on: Day }>
  | Told<'inspection.found', { unit: string; words: string; due: Day }>
  | Told<'inspection.mended', { finding: number; words: string; on: Day }>
  | Told<'inspection.closed', { on: Day }>

function decide(state: Inspection | null, command: InspectionCommand, by: By): Result<InspectionEvent[], Refusal> {
  if (command.kind === 'plan') {
    if (state) return err({ code: 'already-open' })
    if (command.plan.units.length === 0) return err({ code: 'no-units' })
    if (command.plan.from > command.plan.to) return err({ code: 'dates-odd' })
    return ok([{ type: 'inspection.planned', at: by.at, data: command.plan }])
  }
  if (!state) return err({ code: 'not-found' })
  if (state.phase === 'closed') return err({ code: 'inspection-closed' })
  switch (command.kind) {
    case 'visit':
      if (!state.units.includes(command.unit)) return err({ code: 'unit-not-planned' })
      return ok([{ type: 'inspection.unit-visited', at: by.at, data: { unit: command.unit, on: command.on } }])
    case 'find':
      if (!state.visited[command.unit]) return err({ code: 'unit-not-visited' })
      return ok([
        { type: 'inspection.found', at: by.at, data: { unit: command.unit, words: command.words, due: command.due } }
      ])
    case 'mend':
      if (!state.findings[command.finding] || state.findings[command.finding]!.mended) return err({ code: 'not-found' })
      return ok([
        { type: 'inspection.mended', at: by.at, data: { finding: command.finding, words: command.words, on: by.today } }
      ])
    case 'close':
      if (state.findings.some(({ mended }) => !mended)) return err({ code: 'findings-open' })
      return ok([{ type: 'inspection.closed', at: by.at, data: { on: by.today } }])
    default:
      return command satisfies never
  }
}

function evolve(state: Inspection | null, event: InspectionEvent): Inspection {
  switch (event.type) {
    case 'inspection.planned':
      return { ...event.data, visited: {}, findings: [], phase: 'planned' }
    case 'inspection.unit-visited':
      return {
        ...state!,
        phase: state!.findings.length > 0 ? 'mending' : 'under-way',
        visited: { ...state!.visited, [event.data.unit]: event.data.on }
      }
    case 'inspection.found':
      return { ...state!, phase: 'mending', findings: [...state!.findings, { ...event.data, mended: null }] }
    case 'inspection.mended': {
      const { finding, words, on } = event.data
      return {
        ...state!,
        findings: state!.findings.map((one, at) => (at === finding ? { ...one, mended: { words, on } } : one))
      }
    }
    case 'inspection.closed':
      return { ...state!, phase: 'closed' }
    default:
      return event satisfies never
  }
}

/** How a finding stands: mended in time, mended late, open, or open beyond its date. */
export const findingState = ({ due, mended }: Finding, today: Day): 'mended' | 'mended-late' | 'open' | 'late' =>
  mended ? (mended.on <= due ? 'mended' : 'mended-late') : today <= due ? 'open' : 'late'

/** Units visited in a year over the units there are. */
export function shareInspected(inspections: readonly Inspection[], year: number, units: readonly string[]) {
  const visited = new Set(inspections.filter(one => one.year === year).flatMap(one => Object.keys(one.visited)))
  const inspected = units.filter(unit => visited.has(unit)).length
  return { inspected, units: units.length, share: units.length === 0 ? null : inspected / units.length }
}

export const inspectionCase: CaseRules<Inspection, InspectionCommand, InspectionEvent> = {
  kind: 'inspection',
  decide,
  evolve,
  columns: ({ phase, findings }) => ({
    edition: null,
    subject: '',
    node: null,
    owner: '',
    phase,
    due:
      findings
        .filter(({ mended }) => !mended)
        .map(({ due }) => due)
        .sort()[0] ?? null
  })
}
