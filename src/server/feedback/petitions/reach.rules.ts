import { reaches } from '#server/dossiers/index.ts'
import type { Actor } from '#server/platform/index.ts'
import { agencyOf, judgesItself } from './decide.guards.ts'
import type { Petition } from './model.ts'

type Shown = Pick<Petition, 'kind' | 'unit' | 'complained' | 'officer'>

/** Who watches over all petitions: the control office, and the leader of the province itself. */
export const overseesAll = (actor: Actor, province: string): boolean =>
  actor.kind === 'system' ||
  actor.may('petition.read-all') ||
  (actor.roles.includes('chair') && (actor.unit === province || actor.unit === `${province}.00`))

/** Behaviour is never told to the agency whose people are complained of, nor to the officer named; who may, reads. */
export function mayRead(actor: Actor, petition: Shown, province: string): boolean {
  if (actor.kind === 'system') return true
  if (!actor.may('petition.read') || actor.unit === null) return false
  if (petition.officer !== null && petition.officer === actor.id) return false
  if (petition.kind === 'behaviour' && judgesItself(actor.unit, petition.complained)) return false
  return overseesAll(actor, province) || (petition.unit !== null && reaches(actor, petition.unit))
}

/** Among figures too, nobody sees that their own behaviour, or that of their agency's people, was complained of. */
export const mayBeListed = (
  actor: Actor,
  { kind, complained, officer }: Pick<Shown, 'kind' | 'complained' | 'officer'>
): boolean =>
  actor.kind === 'system' ||
  ((officer === null || officer !== actor.id) &&
    !(kind === 'behaviour' && actor.unit !== null && judgesItself(actor.unit, complained)))

/** Whether an actor may answer for those complained of: the officer named, else who leads the agency. */
export const mayBeHeard = (actor: Actor, petition: Petition): boolean =>
  actor.kind === 'officer' &&
  petition.phase === 'in-hand' &&
  petition.hearing !== null &&
  (petition.officer !== null
    ? petition.officer === actor.id
    : petition.complained !== null &&
      actor.unit !== null &&
      agencyOf(actor.unit) === agencyOf(petition.complained) &&
      actor.roles.some(role => role === 'agency-head' || role === 'chair'))
