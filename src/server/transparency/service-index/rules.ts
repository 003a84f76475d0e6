import type { Component, ComponentFigure, Counted, Formula, GroupCode, GroupFigure, Measured } from './model.ts'

const round = (points: number): number => Math.round(points * 1000) / 1000

/** Every component of a formula from what was counted; what could not be counted has no points and its reason. */
export function figuresOf(formula: Formula, measured: Measured): GroupFigure[] {
  const components = formula.components.map(each => figureOf(each, formula, measured))
  const groups = [...new Set(components.map(each => each.group))]
  return groups.map(code => groupOf(code, components))
}

function figureOf(component: Component, formula: Formula, measured: Measured): ComponentFigure {
  const { code, group, measure, over, max, full, empty } = component
  const given = measured[measure] ?? { reason: 'nothing-to-count' as const }
  const base = { code, group, measure, over, max, full, officialWhenEmpty: empty, version: formula.id }
  const none = { ...base, points: null, gap: null, toClose: null, assumed: null }
  if ('reason' in given) return { ...none, numerator: null, denominator: null, unknown: 0, reason: given.reason }
  const { numerator, denominator, unknown = 0 } = given
  if (denominator === 0) {
    const gap = empty === null ? null : max - empty
    return { ...none, numerator, denominator, unknown, points: empty, gap, reason: 'nothing-to-count' }
  }
  const { factor, assumed } = factorOf(component, formula, measured)
  const points = pointsOf(component, given, factor)
  return {
    ...base,
    ...{ numerator, denominator, unknown, reason: null, assumed },
    points,
    gap: round(max - points),
    toClose: max === 0 ? 0 : missing(given, full, factor)
  }
}

/** Full marks from the threshold on, in proportion below it. */
export const pointsOf = ({ max, full }: Component, { numerator, denominator }: Counted, factor = 1): number =>
  round(max * Math.min(1, ((numerator / denominator) * factor) / full))

/** How many more of what is counted there must be for full marks, as far as that many exist. */
function missing({ numerator, denominator }: Counted, full: number, factor: number): number {
  const wanted = Math.ceil((full * denominator) / factor - 1e-9)
  return Math.max(0, Math.min(wanted, denominator) - numerator)
}

function factorOf({ times }: Component, formula: Formula, measured: Measured) {
  if (!times) return { factor: 1, assumed: null }
  const of = formula.components.find(each => each.code === times)
  const counted = of && measured[of.measure]
  if (!counted || 'reason' in counted || counted.denominator === 0) return { factor: 1, assumed: times }
  return { factor: Math.max(1e-9, Math.min(1, counted.numerator / counted.denominator)), assumed: null }
}

function groupOf(code: GroupCode, all: readonly ComponentFigure[]): GroupFigure {
  const components = all.filter(each => each.group === code)
  const sum = (of: readonly ComponentFigure[], value: (each: ComponentFigure) => number) =>
    round(of.reduce((whole, each) => whole + value(each), 0))
  return {
    code,
    max: sum(components, each => each.max),
    points: sum(components, each => each.points ?? 0),
    countable: sum(
      components.filter(each => each.points !== null),
      each => each.max
    ),
    components
  }
}

/** What changed between a frozen figure and the count of today, component by component. */
export function differencesOf(frozen: readonly GroupFigure[], now: readonly GroupFigure[]) {
  const today = new Map(now.flatMap(group => group.components).map(each => [each.code, each]))
  return frozen
    .flatMap(group => group.components)
    .map(before => ({ code: before.code, before, now: today.get(before.code) }))
    .filter(
      ({ before, now: after }) =>
        after && (before.numerator !== after.numerator || before.denominator !== after.denominator)
    )
}
