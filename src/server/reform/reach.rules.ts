import { isWithin, rootOf } from '#server/organisation/index.ts'
import type { UnitCode } from '#server/organisation/index.ts'
import type { Actor } from '#server/platform/index.ts'

/** Whether the actor's post is at the agency, below it, or above it in one line; the province itself reaches everybody. */
export const reachesUnit = (actor: Actor, unit: UnitCode): boolean =>
  actor.unit !== null && (isWithin(unit, actor.unit) || (isWithin(actor.unit, unit) && unit !== rootOf(unit)))

/** Sees the tasks of all agencies: the offices that watch, and the leaders of the province. */
export const seesAll = (actor: Actor): boolean =>
  actor.kind === 'system' ||
  actor.may('reform.read-all') ||
  (actor.may('reform.read') && actor.unit !== null && actor.unit === rootOf(actor.unit))

/** Leads the province: decides on the spot in the meeting, approves what leaves in its name. */
export const leads = (actor: Actor): boolean => actor.may('reform.decide') && seesAll(actor)

/** The unit whose tasks a list is cut to; null for those who see all, empty text (nothing) for who has no post. */
export const reachOf = (actor: Actor): string | null => (seesAll(actor) ? null : (actor.unit ?? ''))
