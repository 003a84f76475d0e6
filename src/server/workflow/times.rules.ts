import { flowsOut } from './graph.rules.ts'
import type { Norm, NormUnit, ProcessModel } from './model.ts'

/** Whether the times of the steps add up to the stated total, along the longest way from start to end. */
export type TimeCheck =
  | { readonly kind: 'matches'; readonly sum: Norm; readonly total: Norm; readonly path: readonly string[] }
  | { readonly kind: 'differs'; readonly sum: Norm; readonly total: Norm; readonly path: readonly string[] }
  | { readonly kind: 'no-total'; readonly sum: Norm | null; readonly path: readonly string[] }
  | { readonly kind: 'no-times'; readonly total: Norm; readonly path: readonly string[] }
  | { readonly kind: 'mixed-units'; readonly units: readonly NormUnit[]; readonly path: readonly string[] }

/**
 * The one rule by which units are turned into each other: the decisions of the provinces count a working day as 8 office
 * hours. Calendar days are never turned into office time.
 */
export const HOURS_OF_A_WORKING_DAY = 8

type Way = { readonly time: number; readonly path: readonly string[] } | null

export function checkTimes(model: ProcessModel, total: Norm | null = model.total): TimeCheck {
  const longest = longestWay(model)
  const path = longest?.path ?? []
  const norms = path.flatMap(id => model.steps[id]?.norm ?? [])
  const units = [...new Set([...norms, ...(total ? [total] : [])].map(norm => norm.unit))]
  if (units.includes('calendar-day') && units.length > 1) return { kind: 'mixed-units', units, path }
  const unit = total?.unit ?? (units.length > 1 ? 'working-hour' : units[0])
  const sum = unit === undefined || norms.length === 0 ? null : sumOf(norms, unit)
  if (!total) return { kind: 'no-total', sum, path }
  if (!sum) return { kind: 'no-times', total, path }
  return { kind: sum.value === total.value ? 'matches' : 'differs', sum, total, path }
}

/** Adds norms of one family of units (calendar days, or office time) and states the sum in `unit`. */
export function sumOf(norms: readonly Norm[], unit: NormUnit): Norm {
  const hours = norms.reduce((sum, norm) => sum + measure(norm), 0)
  return { value: round(unit === 'working-day' ? hours / HOURS_OF_A_WORKING_DAY : hours), unit }
}

const measure = ({ value, unit }: Norm) => (unit === 'working-day' ? value * HOURS_OF_A_WORKING_DAY : value)
const round = (value: number) => Math.round(value * 1e6) / 1e6

/** The way from start to end that takes longest; loops are walked once, what a timer cuts short is not counted. */
function longestWay(model: ProcessModel): Way {
  const known = new Map<string, Way>()
  const from = (id: string): Way => {
    const seen = known.get(id)
    if (seen !== undefined) return seen
    const way = onward(id)
    known.set(id, way)
    return way
  }
  const onward = (id: string): Way => {
    const node = model.nodes[id]
    if (!node) return null
    if (node.kind === 'end') return { time: 0, path: [] }
    const timed = new Set((model.steps[id]?.timers ?? []).map(timer => timer.flow))
    const ways = flowsOut(model, node).flatMap(flow => {
      const { to, back } = model.flows[flow]!
      const way = back || timed.has(flow) ? null : from(to)
      return way ? [way] : []
    })
    const longest = ways.reduce<Way>((best, way) => (best && best.time >= way.time ? best : way), null)
    const step = model.steps[id]
    if (!longest || !step) return longest
    return { time: longest.time + (step.norm ? measure(step.norm) : 0), path: [id, ...longest.path] }
  }
  return from(model.start)
}
