import { unit } from '#server/organisation/index.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Permission, Result } from '#server/platform/index.ts'
import { officersOf } from '#server/identity/index.ts'
import { carryOut } from './carry-out.ts'
import type { ActionRefusal, Done } from './carry-out.ts'
import type { Command } from './commands.ts'
import type { Identity, Petition, PublicText, RefusalReason, SortInput, Verdict, Way } from './model.ts'
import { mayBeHeard, mayRead, overseesAll } from './reach.rules.ts'
import { identityOf } from './sealed.ts'
import * as store from './store.ts'

/** What an officer needs for an act, beside being allowed to read the petition. */
export const NEEDS = {
  sort: 'petition.sort',
  refuse: 'petition.sort',
  transfer: 'petition.handle',
  ask: 'petition.handle',
  'call-officer': 'petition.handle',
  conclude: 'petition.decide',
  draft: 'petition.handle',
  'return-draft': 'petition.decide',
  answer: 'petition.decide',
  'propose-publication': 'petition.handle',
  publish: 'petition.publish',
  'decline-publication': 'petition.publish',
  withhold: 'petition.publish',
  'take-down': 'petition.publish'
} as const satisfies Partial<Record<Command['kind'], Permission>>
export type OfficerAct = keyof typeof NEEDS

/** Whether an actor may do this with this petition, whatever its phase. */
export function mayAct(ctx: Ctx, petition: Petition, act: OfficerAct): boolean {
  const { actor, province } = ctx
  if (actor.kind === 'system') return true
  if (!actor.may(NEEDS[act]) || !mayRead(actor, petition, province.code)) return false
  return NEEDS[act] !== 'petition.sort' || overseesAll(actor, province.code)
}

const act = (ctx: Ctx, code: string, command: Command & { kind: OfficerAct }): Done =>
  carryOut(ctx, {
    find: () => store.load(ctx, { code }),
    command,
    may: petition => mayAct(ctx, petition, command.kind)
  })

/** Says what it is about and whose it is; from here runs the time to answer. */
export async function sortPetition(
  ctx: Ctx,
  code: string,
  input: SortInput
): Promise<Result<Petition, ActionRefusal | { code: 'petition-unit-unknown' | 'petition-officer-elsewhere' }>> {
  const [handling, complained] = await Promise.all([
    unit(ctx, input.unit),
    input.complained ? unit(ctx, input.complained) : null
  ])
  if (!handling || (input.complained && !complained)) return err({ code: 'petition-unit-unknown' })
  if (input.officer) {
    const there = complained ? await officersOf(ctx, complained.code, dayOf(ctx.now())) : []
    if (!there.some(({ id }) => id === input.officer)) return err({ code: 'petition-officer-elsewhere' })
  }
  return act(ctx, code, {
    kind: 'sort',
    petitionKind: input.kind,
    unit: handling.code,
    complained: complained?.code ?? null,
    officer: input.officer || null,
    subject: input.subject
  })
}

export const refusePetition = (ctx: Ctx, code: string, reason: RefusalReason, words: string): Done =>
  act(ctx, code, { kind: 'refuse', reason, words })

/** To the agency that is competent. */
export async function transferPetition(
  ctx: Ctx,
  code: string,
  to: string,
  reason: string
): Promise<Result<Petition, ActionRefusal | { code: 'petition-unit-unknown' }>> {
  const receiving = await unit(ctx, to)
  if (!receiving) return err({ code: 'petition-unit-unknown' })
  return act(ctx, code, { kind: 'transfer', to: receiving.code, reason })
}

export const askPerson = (ctx: Ctx, code: string, what: string): Done => act(ctx, code, { kind: 'ask', what })
export const callOfficer = (ctx: Ctx, code: string, allegation: string): Done =>
  act(ctx, code, { kind: 'call-officer', allegation })
export const concludePetition = (ctx: Ctx, code: string, verdict: Verdict, reason: string): Done =>
  act(ctx, code, { kind: 'conclude', verdict, reason })
export const draftAnswer = (ctx: Ctx, code: string, text: string): Done => act(ctx, code, { kind: 'draft', text })
export const returnDraft = (ctx: Ctx, code: string, reason: string): Done =>
  act(ctx, code, { kind: 'return-draft', reason })
/** Approves the draft and sends it the way the person can be reached. */
export const sendAnswer = (ctx: Ctx, code: string, way: Way): Done => act(ctx, code, { kind: 'answer', way })
export const proposePublication = (ctx: Ctx, code: string, text: PublicText): Done =>
  act(ctx, code, { kind: 'propose-publication', ...text })
export const publishPetition = (ctx: Ctx, code: string): Done => act(ctx, code, { kind: 'publish' })
export const declinePublication = (ctx: Ctx, code: string, reason: string): Done =>
  act(ctx, code, { kind: 'decline-publication', reason })
export const withholdPublication = (ctx: Ctx, code: string, reason: string): Done =>
  act(ctx, code, { kind: 'withhold', reason })
export const takeDownPublication = (ctx: Ctx, code: string, reason: string): Done =>
  act(ctx, code, { kind: 'take-down', reason })

/** The officer complained of, or who leads the agency where nobody is named, answers the allegation. */
export const answerAllegation = (ctx: Ctx, code: string, words: string): Done =>
  carryOut(ctx, {
    find: () => store.load(ctx, { code }),
    command: { kind: 'hear-officer', words },
    may: petition => mayBeHeard(ctx.actor, petition)
  })

/** Whether an actor may look at who filed: a permission of its own where the person is protected. */
export const mayOpenIdentity = (ctx: Ctx, petition: Petition): boolean =>
  !petition.anonymous &&
  ctx.actor.may(petition.protected ? 'petition.open-identity' : 'petition.handle') &&
  mayRead(ctx.actor, petition, ctx.province.code)

/** Opens the sealed identity for this once: the reason and who looked are an event before anything is shown. */
export async function openIdentity(ctx: Ctx, code: string, reason: string): Promise<Result<Identity, ActionRefusal>> {
  const done = await carryOut(ctx, {
    find: () => store.load(ctx, { code }),
    command: { kind: 'open-identity', reason },
    may: petition => mayOpenIdentity(ctx, petition)
  })
  if (!done.ok) return done
  const identity = await identityOf(ctx, done.value)
  return identity ? ok(identity) : err({ code: 'petition-missing' })
}

/** Closes what its own time has closed. A job. */
export async function closeTimeOver(ctx: Ctx): Promise<number> {
  const due = await store.timeOver(ctx, dayOf(ctx.now()))
  for (const { code } of due)
    await carryOut(ctx, { find: () => store.load(ctx, { code }), command: { kind: 'close' }, facts: { by: null } })
  return due.length
}

/** Counts the clocks of running cases again, for a calendar that has changed. A job. */
export async function recountPetitions(ctx: Ctx): Promise<void> {
  for (const { code } of await store.running(ctx))
    await carryOut(ctx, { find: () => store.load(ctx, { code }), command: { kind: 'recompute' }, facts: { by: null } })
}
