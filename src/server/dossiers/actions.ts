import { randomUUID } from 'node:crypto'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import type { Command, CommandOf } from './commands.ts'
import { codePlace } from './code.rules.ts'
import { decide } from './decider.ts'
import { evolve } from './evolve.ts'
import type { Filing } from './events.ts'
import type { DossierEvent } from './events.ts'
import { gatherFacts } from './gather.ts'
import type { Dossier, DossierId } from './model.ts'
import { APPLICANT_MAY, NEEDS } from './permissions.ts'
import type { DossierRefusal } from './refusals.ts'
import { reaches } from './reach.rules.ts'
import * as store from './store.ts'

export type ActionRefusal = DossierRefusal | { readonly code: 'forbidden' | 'not-found' | 'version-changed' }
type Opening = CommandOf<'file' | 'receive' | 'settle-at-once'>
export type Later = Exclude<Command, Opening>

/**
 * Brings a dossier into being: filed from home, received at the desk, or settled at once. The same idempotency key
 * gives the dossier that it made the first time. A code is taken from the receiving unit's numbers of the day.
 */
export async function openDossier(
  ctx: Ctx,
  command:
    Omit<CommandOf<'file'>, 'code'> | Omit<CommandOf<'receive'>, 'code'> | Omit<CommandOf<'settle-at-once'>, 'code'>,
  options: { idempotencyKey?: string | null } = {}
): Promise<Result<Dossier, ActionRefusal>> {
  if (!ctx.actor.may(NEEDS[command.kind])) return err({ code: 'forbidden' })
  if (command.kind !== 'file' && !reaches(ctx.actor, command.filing.receivingUnit)) return err({ code: 'forbidden' })
  const key = options.idempotencyKey ? `${ctx.actor.id ?? 'anyone'}:${options.idempotencyKey}` : null
  const id = randomUUID() as DossierId
  const facts = await gatherFacts(ctx, command.filing)
  const decision = decide(null, { ...command, code: '' } as Opening, facts)
  if (!decision.ok) return decision
  const dossier = fold(null, decision.value, id)
  const place = codePlace(ruleSet(command.filing.ruleSet), command.filing.receivingUnit, dayOf(facts.now))
  try {
    const { code } = await store.open(ctx, dossier, decision.value, place, key)
    ctx.log.info({ event: decision.value[0]!.type, dossier: id, code }, command.kind)
    return ok({ ...dossier, code })
  } catch (error) {
    const made = key && isTwice(error) ? await store.loadByKey(ctx, key) : null
    if (made) return ok(made)
    throw error
  }
}

/**
 * Who asks beside the posts: the applicant from the account that filed it (`asApplicant`), or a citizen who has proven
 * to be the applicant of this code (`provenFor`: own number, or the second factor).
 */
export type AsApplicant = { readonly asApplicant?: boolean; readonly provenFor?: string }

/** Carries out a command on a dossier: load, ask the decider, store; tried once more when somebody was faster. */
export async function act(
  ctx: Ctx,
  which: { id: DossierId } | { code: string },
  command: Later,
  options: AsApplicant = {}
): Promise<Result<Dossier, ActionRefusal>> {
  const applicant = options.asApplicant === true || options.provenFor !== undefined
  if (!applicant && !ctx.actor.may(NEEDS[command.kind])) return err({ code: 'forbidden' })
  for (let attempt = 0; attempt < 2; attempt++) {
    const dossier = await store.load(ctx, which)
    if (!dossier) return err({ code: 'not-found' })
    const allowed = applicant
      ? mayActAsApplicant(ctx, dossier, command, options.provenFor)
      : mayActOn(ctx, dossier, command)
    if (!allowed) return err({ code: 'forbidden' })
    const decision = decide(dossier, command, await gatherFacts(ctx, dossier))
    if (!decision.ok) return decision
    if (decision.value.length === 0) return ok(dossier)
    const after = fold(dossier, decision.value, dossier.id)
    if (await store.append(ctx, dossier, after, decision.value)) {
      ctx.log.info({ event: decision.value.at(-1)!.type, dossier: dossier.id }, command.kind)
      return ok(after)
    }
  }
  return err({ code: 'version-changed' })
}

const fold = (before: Dossier | null, events: readonly DossierEvent[], id: DossierId): Dossier =>
  events.reduce<Dossier | null>((state, event) => evolve(state, event, id), before)!

/** Few acts, on one's own dossier only. Without an account only what was proven for this very code counts. */
export const mayActAsApplicant = (
  { actor }: Pick<Ctx, 'actor'>,
  dossier: Pick<Dossier, 'code' | 'accountId'>,
  command: Pick<Later, 'kind'>,
  provenFor?: string
): boolean =>
  APPLICANT_MAY.has(command.kind) &&
  actor.kind === 'citizen' &&
  ((actor.id !== null && dossier.accountId === actor.id) || provenFor === dossier.code)

/** The unit beside the permission: steps belong to their unit, desk acts to the receiving desk, the rest to either. */
function mayActOn({ actor }: Ctx, dossier: Dossier, command: Later): boolean {
  if (actor.kind === 'system' || actor.may('dossier.read-all')) return true
  if ('token' in command) {
    const step = dossier.steps.find(open => open.token === command.token)
    if (!step) return true
    if (!reaches(actor, step.unit)) return false
    return (
      actor.kind === 'client' ||
      command.kind === 'assign' ||
      actor.roles.includes(step.role) ||
      step.officer === actor.id
    )
  }
  return reaches(actor, dossier.receivingUnit) || reaches(actor, dossier.settlingUnit)
}

/** PostgreSQL's unique violation on the idempotency key. */
const isTwice = (error: unknown): boolean =>
  (error as { code?: string; constraint_name?: string }).code === '23505' &&
  (error as { constraint_name?: string }).constraint_name === 'dossier_idempotency_key_key'

export type { Filing }
