import type { Actor } from '#server/platform/context.ts'

/**
 * Whether an officer's post reaches a unit: the post's own unit, a unit below it, or the agency it is a division of.
 * Unit codes are groups from left to right (Decision 20/2020/QĐ-TTg art. 4), so a prefix of whole groups is an ancestor.
 */
export const reaches = (actor: Pick<Actor, 'kind' | 'unit'>, unit: string): boolean =>
  actor.kind === 'system' || (actor.unit !== null && (within(unit, actor.unit) || within(actor.unit, unit)))

export const within = (unit: string, ancestor: string): boolean => unit === ancestor || unit.startsWith(`${ancestor}.`)

/** The units whose unclaimed work a post may take: its own and those it belongs to, nearest first. */
export const unitsAbove = (unit: string): string[] => {
  const groups = unit.split('.')
  return groups.map((_, index) => groups.slice(0, groups.length - index).join('.'))
}
