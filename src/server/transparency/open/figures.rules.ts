import type { Published } from './cube.rules.ts'
import { PERCENTILE_FROM } from './model.ts'
import type { OpenFigure, Subject } from './model.ts'
import { leftOut } from './suppress.rules.ts'

type Of = { readonly unit: string; readonly procedure: string }
type Times = Of & { readonly timed: number; readonly median: number; readonly ninetieth: number }
type Overdue = Of & { readonly overdue: number }

const subjectOf = ({ unit, procedure }: Of): Subject => (unit ? 'unit' : procedure ? 'procedure' : 'province')
const keyOf = ({ unit, procedure }: Of) => `${unit}|${procedure}`

/** The public rows of the province, each unit and each procedure: by month and over the window. */
export function openFigures(
  cells: readonly Published[],
  times: readonly Times[],
  overdue: readonly Overdue[],
  threshold: number
): OpenFigure[] {
  const timesOf = new Map(times.map(each => [keyOf(each), each]))
  const overdueOf = publishedOverdue(overdue, threshold)
  const inWindow = new Set(cells.filter(cell => cell.month === '').map(keyOf))
  // Who has nothing in the window may still have something open beyond its day.
  const only = overdue
    .filter(each => !inWindow.has(keyOf(each)))
    .map(({ unit, procedure }) => ({
      unit,
      procedure,
      month: '',
      received: 0,
      online: 0,
      settled: 0,
      onTime: 0,
      late: 0,
      unknown: 0
    }))
  return [...cells, ...only]
    .filter(cell => cell.unit === '' || cell.procedure === '')
    .map(({ unit, procedure, ...counts }) => ({
      subject: subjectOf({ unit, procedure }),
      code: unit || procedure,
      ...counts,
      ...(counts.month === ''
        ? {
            overdue: overdueOf(keyOf({ unit, procedure })),
            ...timesShown(counts.settled, timesOf.get(keyOf({ unit, procedure })))
          }
        : NO_TIMES)
    }))
}

const NO_TIMES = { overdue: null, timed: null, median: null, ninetieth: null } as const

/** A percentile of a handful is somebody's own time. */
const timesShown = (settled: number | null, times: Times | undefined) =>
  settled === null || !times || times.timed < PERCENTILE_FROM
    ? { timed: null, median: null, ninetieth: null }
    : { timed: times.timed, median: times.median, ninetieth: times.ninetieth }

function publishedOverdue(rows: readonly Overdue[], threshold: number): (key: string) => number | null {
  const at = (subject: Subject) => [...rows.keys()].filter(index => subjectOf(rows[index]!) === subject)
  const [total] = at('province')
  const sums = total === undefined ? [] : [at('unit'), at('procedure')].map(parts => ({ total, parts }))
  const hidden = leftOut(
    rows.map(each => each.overdue),
    sums,
    threshold
  )
  const shown = new Map(rows.map((each, index) => [keyOf(each), hidden[index] ? null : each.overdue]))
  return key => shown.get(key) ?? (shown.has(key) ? null : 0)
}
