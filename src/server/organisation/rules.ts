import type { Day } from '#server/platform/index.ts'
import type { PastName, Succession, Unit, UnitCode } from './model.ts'

type Lifetime = { readonly validFrom: Day; readonly validTo: Day | null }

/** Whether something exists on a day; its last day counts. */
export const existsOn = (thing: Lifetime, day: Day): boolean =>
  thing.validFrom <= day && (thing.validTo === null || day <= thing.validTo)

/** The name a unit bore on a day: the first past name not yet over, else today's. */
export function nameOn(unit: Pick<Unit, 'code' | 'name'>, past: readonly PastName[], day: Day): Unit['name'] {
  const then = past
    .filter(one => one.unit === unit.code && one.until >= day)
    .reduce<PastName | undefined>((first, one) => (first && first.until <= one.until ? first : one), undefined)
  return then?.name ?? unit.name
}

/** The units of a day, each under the name of that day. */
export const unitsOn = (units: readonly Unit[], past: readonly PastName[], day: Day): Unit[] =>
  units.filter(unit => existsOn(unit, day)).map(unit => ({ ...unit, name: nameOn(unit, past, day) }))

/**
 * Who answers for a unit's affairs on a day: itself while it exists, else those who took over, followed as far as
 * that day. A unit that closed without successor has none.
 */
export function successorsOn(code: UnitCode, successions: readonly Succession[], day: Day): UnitCode[] {
  const next = new Map<UnitCode, UnitCode[]>()
  for (const one of successions) {
    if (one.effectiveOn > day) continue
    next.set(one.predecessor, [...(next.get(one.predecessor) ?? []), ...(one.successor ? [one.successor] : [])])
  }
  const found = new Set<UnitCode>()
  const seen = new Set<UnitCode>()
  const waiting = [code]
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    if (seen.has(unit)) continue
    seen.add(unit)
    const after = next.get(unit)
    if (after) waiting.push(...after)
    else found.add(unit)
  }
  return [...found].sort()
}

/** Every unit above, nearest first, by the code alone: `H99.07.01` → `H99.07`, `H99`. */
export function ancestorsOf(code: UnitCode): UnitCode[] {
  const groups = code.split('.')
  return groups.slice(1).map((_, index) => groups.slice(0, groups.length - 1 - index).join('.'))
}

/** Whether a unit is the other or lies below it. */
export const isWithin = (code: UnitCode, above: UnitCode): boolean => code === above || code.startsWith(`${above}.`)

/** The province's own unit, from any agency code of it. */
export const rootOf = (code: UnitCode): UnitCode => code.split('.')[0]!

export type OrganisationFault =
  | { code: 'unit-twice'; unit: UnitCode }
  | { code: 'parent-missing'; unit: UnitCode; parent: UnitCode }
  | { code: 'parent-shorter'; unit: UnitCode; parent: UnitCode }
  | { code: 'code-outside-parent'; unit: UnitCode; parent: UnitCode }
  | { code: 'ends-before-it-begins'; unit: UnitCode }
  | { code: 'succession-unknown-unit'; unit: UnitCode }
  | { code: 'succession-too-early'; unit: UnitCode; successor: UnitCode }

/** What is wrong with an organisation before it is written. Empty means it can be loaded. */
export function faultsOf(units: readonly Unit[], successions: readonly Succession[]): OrganisationFault[] {
  const byCode = new Map<UnitCode, Unit>()
  const faults: OrganisationFault[] = []
  for (const unit of units) {
    if (byCode.has(unit.code)) faults.push({ code: 'unit-twice', unit: unit.code })
    byCode.set(unit.code, unit)
  }
  for (const unit of units) faults.push(...unitFaults(unit, unit.parent === null ? null : byCode.get(unit.parent)))
  for (const one of successions) {
    const before = byCode.get(one.predecessor)
    const after = one.successor === null ? null : byCode.get(one.successor)
    if (!before || after === undefined) {
      faults.push({ code: 'succession-unknown-unit', unit: before ? one.successor! : one.predecessor })
    } else if (after && (after.validFrom > one.effectiveOn || (before.validTo && before.validTo >= one.effectiveOn))) {
      faults.push({ code: 'succession-too-early', unit: before.code, successor: after.code })
    }
  }
  return faults
}

function unitFaults(unit: Unit, parent: Unit | null | undefined): OrganisationFault[] {
  const faults: OrganisationFault[] = []
  if (unit.validTo !== null && unit.validTo < unit.validFrom) {
    faults.push({ code: 'ends-before-it-begins', unit: unit.code })
  }
  if (parent === null) return faults
  if (parent === undefined) return [...faults, { code: 'parent-missing', unit: unit.code, parent: unit.parent! }]
  if (!unit.code.startsWith(`${parent.code}.`)) {
    faults.push({ code: 'code-outside-parent', unit: unit.code, parent: parent.code })
  }
  const outlives = parent.validTo !== null && (unit.validTo === null || unit.validTo > parent.validTo)
  if (unit.validFrom < parent.validFrom || outlives) {
    faults.push({ code: 'parent-shorter', unit: unit.code, parent: parent.code })
  }
  return faults
}
