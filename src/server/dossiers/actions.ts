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
import { NEEDS } from './permissions.ts'
import type { DossierRefusal } from './refusals.ts'
import { mayActOn, mayAsApplicant, reaches } from './reach.rules.ts'
import type { Applicant } from './reach.rules.ts'
import { holdNamed, lookUp } from './named.ts'
import type { NamedRefusal } from './named.ts'
import * as store from './store.ts'

export type ActionRefusal =
  DossierRefusal | { readonly code: 'forbidden' | 'not-found' | 'version-changed' } | NamedRefusal
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
  // What is handed in over the counter but not complete is filed by the desk, not by a citizen.
  const fromHome = command.kind === 'file' && command.filing.channel === 'online'
  if (!ctx.actor.may(fromHome ? NEEDS.file : NEEDS.receive)) return err({ code: 'forbidden' })
  if (!fromHome && !reaches(ctx.actor, command.filing.receivingUnit)) return err({ code: 'forbidden' })
  const key = ownKey(ctx, options.idempotencyKey)
  const id = randomUUID() as DossierId
  const facts = await gatherFacts(ctx, command.filing)
  const decision = decide(null, { ...command, code: '' } as Opening, facts)
  if (!decision.ok) return decision
  const dossier = fold(null, decision.value, id)
  const held = await holdNamed(ctx, id, decision.value)
  if (!held.ok) return held
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

/** An idempotency key as a dossier keeps it: those of two people never meet. */
export const keyKept = (by: string | null, key: string): string => `${by ?? 'anyone'}:${key}`
const ownKey = ({ actor }: Ctx, key: string | null | undefined) => (key ? keyKept(actor.id, key) : null)

/** What the first sending under this idempotency key brought into being; null when nothing came of it. */
export async function openedBefore(ctx: Ctx, idempotencyKey: string | null): Promise<Dossier | null> {
  const key = ownKey(ctx, idempotencyKey)
  return key ? store.loadByKey(ctx, key) : null
}

/**
 * Carries out a command on a dossier: load, ask the decider, store; tried once more when somebody was faster. With
 * `seen`, the version that the officer had on the screen, nothing is done to a dossier that has changed since.
 */
export async function act(
  ctx: Ctx,
  which: { id: DossierId } | { code: string },
  command: Later,
  options: Applicant & { seen?: number | null } = {}
): Promise<Result<Dossier, ActionRefusal>> {
  const applicant = options.asApplicant === true || options.provenFor !== undefined
  if (!applicant && !ctx.actor.may(NEEDS[command.kind])) return err({ code: 'forbidden' })
  for (let attempt = 0; attempt < 2; attempt++) {
    const dossier = await store.load(ctx, which)
    if (!dossier) return err({ code: 'not-found' })
    const allowed = applicant
      ? mayAsApplicant(ctx.actor, dossier, command.kind, options.provenFor)
      : mayActOn(ctx.actor, dossier, command)
    if (!allowed) return err({ code: 'forbidden' })
    if (options.seen != null && options.seen !== dossier.version) return err({ code: 'version-changed' })
    const known = await lookUp(ctx, dossier, command)
    if (!known.ok) return known
    const decision = decide(dossier, known.value, await gatherFacts(ctx, dossier))
    if (!decision.ok) return decision
    if (decision.value.length === 0) return ok(dossier)
    const held = await holdNamed(ctx, dossier.id, decision.value)
    if (!held.ok) return held
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

/** PostgreSQL's unique violation on the idempotency key. */
const isTwice = (error: unknown): boolean =>
  (error as { code?: string; constraint_name?: string }).code === '23505' &&
  (error as { constraint_name?: string }).constraint_name === 'dossier_idempotency_key_key'

export type { Filing }
