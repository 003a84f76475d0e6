import type { Actor } from '#server/platform/context.ts'
import type { Role as StepRole } from '#server/workflow/index.ts'
import type { Command } from './commands.ts'
import type { Dossier } from './model.ts'
import { APPLICANT_MAY, NEEDS } from './permissions.ts'

/**
 * Whether an officer's post reaches a unit: the post's own unit, a unit below it, or the agency it is a division of.
 * Unit codes are groups from left to right (Decision 20/2020/QĐ-TTg art. 4), so a prefix of whole groups is an ancestor.
 */
export const reaches = (actor: Pick<Actor, 'kind' | 'unit'>, unit: string): boolean =>
  actor.kind === 'system' || (actor.unit !== null && (within(unit, actor.unit) || isDivisionOf(actor.unit, unit)))

export const within = (unit: string, ancestor: string): boolean => unit === ancestor || unit.startsWith(`${ancestor}.`)

/** A division belongs to its agency. Every unit lies below the province's root, which is nobody's agency. */
const isDivisionOf = (unit: string, agency: string): boolean => agency.includes('.') && within(unit, agency)

/** The units whose unclaimed work a post may take: its own and those it is a division of, nearest first. */
export const unitsAbove = (unit: string): string[] => {
  const groups = unit.split('.')
  return groups
    .map((_, index) => groups.slice(0, groups.length - index).join('.'))
    .filter(code => code === unit || isDivisionOf(unit, code))
}

/**
 * Who does the work of a step whose role is not a post: an opinion comes from those who settle things in the unit that
 * is asked, a council speaks by the head who called it, and `other` is whoever does the unit's daily work.
 */
const PLAYED_BY = {
  consulted: ['handler', 'division-head', 'agency-head'],
  council: ['agency-head', 'chair'],
  other: ['handler', 'division-head', 'clerk']
} as const satisfies Partial<Record<StepRole, readonly string[]>>

/** The roles of steps that a post with these roles may take. */
export const stepRolesOf = (roles: readonly string[]): string[] => [
  ...roles,
  ...Object.entries(PLAYED_BY).flatMap(([role, by]) => (by.some(each => roles.includes(each)) ? [role] : []))
]

type Acting = Pick<Actor, 'kind' | 'id' | 'unit' | 'roles' | 'may'>
/** As much of a command as says where it falls. */
export type Intent = { readonly kind: Command['kind']; readonly token?: string }

/** The permission, and the unit beside it: what an officer may do with this dossier, whatever its phase. */
export const mayDo = (actor: Acting, dossier: Dossier, intent: Intent): boolean =>
  actor.may(NEEDS[intent.kind]) && mayActOn(actor, dossier, intent)

/** Steps belong to their unit and role, desk acts to the receiving desk, the rest to either unit. */
export function mayActOn(actor: Acting, dossier: Dossier, { kind, token }: Intent): boolean {
  // Watching over all dossiers is no right to work on them; only recomputing after a change of the calendar is.
  if (actor.kind === 'system' || (kind === 'recompute' && actor.may('dossier.read-all'))) return true
  if (token === undefined) return reaches(actor, dossier.receivingUnit) || reaches(actor, dossier.settlingUnit)
  const step = dossier.steps.find(open => open.token === token)
  if (!step) return true
  if (!reaches(actor, step.unit)) return false
  return (
    actor.kind === 'client' ||
    kind === 'assign' ||
    stepRolesOf(actor.roles).includes(step.role) ||
    step.officer === actor.id
  )
}

/** Who asks beside the posts: a citizen from the account that filed it, or one who has proven to be its applicant. */
export type Applicant = {
  readonly asApplicant?: boolean
  /** The code for which the own number or the second factor was shown; counts for that dossier only. */
  readonly provenFor?: string
}

/** What an applicant may do with an own dossier, whatever the roles. */
export const mayAsApplicant = (
  actor: Pick<Actor, 'kind' | 'id'>,
  dossier: Pick<Dossier, 'code' | 'accountId'>,
  kind: Command['kind'],
  provenFor?: string
): boolean =>
  APPLICANT_MAY.has(kind) &&
  actor.kind === 'citizen' &&
  ((actor.id !== null && dossier.accountId === actor.id) || provenFor === dossier.code)
