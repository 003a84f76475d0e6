import { existsOn, rootOf, successorsOn } from '#server/organisation/index.ts'
import type { Succession, Unit, UnitCode, UnitKind } from '#server/organisation/index.ts'
import type { Day } from '#server/platform/index.ts'

/** Groups that documents address. Each member owes on its own: one row in a letter, many debtors. */
export const GROUPS = {
  /** Heads of departments and equal bodies of the province. */
  departments: ['department', 'inspectorate', 'office', 'board'],
  /** Central agencies that have their seat in the province: the police, and what is neither the province's nor below it. */
  'central-agencies': ['police', 'other'],
  /** Chairs of the lower units: of districts while there were three tiers, of communes and wards since there are two. */
  'lower-units': ['district', 'commune']
} as const satisfies Record<string, readonly UnitKind[]>
export type Group = keyof typeof GROUPS
export const isGroup = (text: string): text is Group => text in GROUPS

/**
 * Who owes, on the day a document was issued: the units named, and the members of each group as the organisation stood
 * that day. A group takes what stands directly under the province, so communes of 2022 (under their districts) do not.
 */
export function debtorsOn(
  addressees: readonly (Group | UnitCode)[],
  units: readonly Unit[],
  day: Day
): { unit: UnitCode; group: Group | null }[] {
  const there = units.filter(unit => existsOn(unit, day))
  const found = new Map<UnitCode, Group | null>()
  for (const addressee of addressees) {
    if (!isGroup(addressee)) {
      if (there.some(({ code }) => code === addressee)) found.set(addressee, found.get(addressee) ?? null)
      continue
    }
    const kinds: readonly UnitKind[] = GROUPS[addressee]
    for (const unit of there)
      if (kinds.includes(unit.kind) && unit.parent === rootOf(unit.code) && !found.has(unit.code))
        found.set(unit.code, addressee)
  }
  return [...found].map(([unit, group]) => ({ unit, group }))
}

/** Who owes today what a unit of before owed; the unit itself while it exists. */
export const debtorsToday = (unit: UnitCode, successions: readonly Succession[], today: Day): UnitCode[] =>
  successorsOn(unit, successions, today)
