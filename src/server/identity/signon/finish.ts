import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { beginSession, refusalAtDoor, refuseEntry } from '../begin.ts'
import type { DoorRefusal } from '../begin.ts'
import type { Origin } from '../model.ts'
import { awaitCode } from '../second/actions.ts'
import { factorOf } from '../second/store.ts'
import { hashPassword, newToken, tokenHash } from '../secrets.ts'
import * as identity from '../store.ts'
import { takeAnswer } from './answer.ts'
import type { Answered, AnswerFault } from './answer.ts'
import type { Provider } from './model.ts'
import { providerOf } from './providers.ts'
import { decideLink, decideSignOn, provesNumber } from './rules.ts'
import * as store from './store.ts'
import type { AttemptRow } from './store.ts'

export type SignOnRefusal =
  | AnswerFault
  | { code: 'attempt-over' | 'provider-unknown' | DoorRefusal }
  | { code: 'assurance-too-low' | 'number-missing' | 'number-held' | 'desk-not-linked' }
  | { code: 'linked-elsewhere' | 'number-differs' | 'link-taken' }

/** `token` is a session's, or that of the second step which is still to come; null when the session stays as it was. */
export type SignedOn = { readonly next: 'in' | 'second-step' | 'linked'; readonly token: string | null }
export type Finished = Result<SignedOn, SignOnRefusal> & {
  readonly back: string
  readonly purpose: AttemptRow['purpose']
}

/** The provider has sent the browser back: ends the attempt, whatever comes of it, and says where to go on. */
export async function finishSignOn(
  ctx: Ctx,
  answer: { provider: string; search: string; browser: string | undefined; origin: Origin; session: string | null }
): Promise<Finished> {
  const state = new URLSearchParams(answer.search).get('state') ?? ''
  const taken = { state: tokenHash(state), browser: tokenHash(answer.browser ?? ''), provider: answer.provider }
  const attempt = answer.browser && state ? await store.takeAttempt(ctx, taken) : undefined
  if (!attempt) return { ...err({ code: 'attempt-over' }), back: '/', purpose: 'sign-in' }
  const about = { back: attempt.back, purpose: attempt.purpose }
  const provider = await providerOf(ctx, attempt.provider)
  if (!provider) return { ...err({ code: 'provider-unknown' }), ...about }
  const answered = await takeAnswer(ctx, provider, attempt, { search: answer.search, state })
  if (!answered.ok) return { ...answered, ...about }
  const finished =
    attempt.purpose === 'sign-in'
      ? await enter(ctx, provider, attempt, answered.value, answer.origin)
      : await bind(ctx, provider, attempt, answered.value, answer.session)
  return { ...finished, ...about }
}

/** Somebody signs on: by a link, by the verified number, or as a new person. */
async function enter(
  ctx: Ctx,
  provider: Provider,
  { forDesk, level }: AttemptRow,
  answered: Answered,
  origin: Origin
): Promise<Result<SignedOn, SignOnRefusal>> {
  const { vouched } = answered
  const { verifiesFrom } = provider.settings
  const identityOf = { provider: provider.code, subject: vouched.subject, forDesk }
  const [linked, bearer] = await Promise.all([
    store.linkedAccount(ctx, identityOf),
    vouched.number ? store.bearerOf(ctx, vouched.number) : null
  ])
  const decision = decideSignOn({ linked, bearer, vouched, verifiesFrom, level, forDesk })
  if (decision.kind === 'refuse') {
    await identity.recordAct(ctx, {
      act: 'sign-on.refused',
      account: linked,
      facts: { provider: provider.code, because: decision.code }
    })
    return err({ code: decision.code })
  }
  const id =
    decision.kind === 'create'
      ? await create(ctx, provider, answered)
      : decision.kind === 'reclaim'
        ? await reclaim(ctx, provider, answered, decision.from)
        : decision.account
  const account = id ? await identity.accountById(ctx, id) : undefined
  if (!account) return err({ code: 'number-held' })
  const refusal = refusalAtDoor(account, origin)
  if (refusal) return refuseEntry(ctx, account.id, origin, refusal)
  const held = await keepLink(ctx, provider, account, answered, forDesk)
  if (!held.ok) return held
  if (account.kind === 'officer' && vouched.level < 2 && (await factorOf(ctx, account.id))?.confirmedAt)
    return ok({ next: 'second-step', token: await awaitCode(ctx, account.id) })
  const begun = await beginSession(ctx, account, origin, vouchOf(ctx, provider, answered))
  return begun.ok ? ok({ next: 'in', token: begun.value.token }) : begun
}

async function create(ctx: Ctx, provider: Provider, { vouched }: Answered): Promise<string | null> {
  const passwordHash = await hashPassword(newToken())
  const made = await store.createVouched(ctx, {
    ...vouched,
    number: vouched.number!,
    name: vouched.name!,
    passwordHash
  })
  if (made) await identity.recordAct(ctx, { act: 'account.vouched', account: made, facts: { provider: provider.code } })
  return made
}

/**
 * The number leaves an account that never proved it, and a new account of its person has it. Nothing else moves: what was
 * filed from the old account stays there, and its holder is told.
 */
function reclaim(ctx: Ctx, provider: Provider, answered: Answered, from: string): Promise<string | null> {
  return ctx.sql.begin(async sql => {
    const tx = { ...ctx, sql: sql as unknown as Ctx['sql'] }
    const [lost] = await store.takeNumber(tx, from, answered.vouched.number!)
    if (!lost) return null
    await identity.recordAct(tx, { act: 'number.taken', account: from, facts: { provider: provider.code } })
    return create(tx, provider, answered)
  })
}

/** Somebody who is signed in binds an identity, or proves more of it; the session must still be the one that asked. */
async function bind(
  ctx: Ctx,
  provider: Provider,
  attempt: AttemptRow,
  answered: Answered,
  session: string | null
): Promise<Result<SignedOn, SignOnRefusal>> {
  if (!session || session !== attempt.session || ctx.actor.id !== attempt.account) return err({ code: 'attempt-over' })
  const account = await identity.accountById(ctx, attempt.account!)
  if (!account) return err({ code: 'attempt-over' })
  const { vouched } = answered
  const forDesk = account.kind === 'officer'
  const linked = await store.linkedAccount(ctx, { provider: provider.code, subject: vouched.subject, forDesk })
  const fault = decideLink({ account, linked, vouched })
  if (fault) return err({ code: fault })
  if (vouched.level < attempt.level) return err({ code: 'assurance-too-low' })
  const held = await keepLink(ctx, provider, account, answered, forDesk)
  if (!held.ok) return held
  const token = newToken()
  const raised = { id: session, account: account.id, tokenHash: tokenHash(token), ...vouchOf(ctx, provider, answered) }
  const [kept] = await store.raiseSession(ctx, raised)
  return kept ? ok({ next: 'linked', token }) : err({ code: 'attempt-over' })
}

/** Binds or renews the link, and takes the number as proved where the provider's assurance is enough. */
async function keepLink(
  ctx: Ctx,
  provider: Provider,
  account: identity.AccountRow,
  { vouched }: Answered,
  forDesk: boolean
): Promise<Result<undefined, { code: 'link-taken' }>> {
  const link = { account: account.id, provider: provider.code, subject: vouched.subject, forDesk }
  if (await store.otherLink(ctx, link)) return err({ code: 'link-taken' })
  const [held] = await store.linkAccount(ctx, link)
  if (!held) return err({ code: 'link-taken' })
  if (held.linkedNow)
    await identity.recordAct(ctx, { act: 'identity.linked', account: account.id, facts: { provider: provider.code } })
  if (provesNumber(account.personalNumber, vouched, provider.settings.verifiesFrom))
    await store.proveNumber(ctx, account.id, vouched)
  return ok(undefined)
}

/** What the session keeps of the provider's word; the token is sealed because it names the person. */
const vouchOf = (ctx: Ctx, provider: Provider, { vouched, idToken, providerSession }: Answered): store.Vouch => ({
  level: vouched.level,
  provider: provider.code,
  subject: vouched.subject,
  providerSession,
  idToken: ctx.sealing.seal('id token', idToken)
})
