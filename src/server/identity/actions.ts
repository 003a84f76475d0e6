import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Origin, Session, SignInInput } from './model.ts'
import { actorOf } from './policy.ts'
import type { Policy } from './policy.ts'
import { newToken, passwordFits, tokenHash } from './secrets.ts'
import { endOf, idleSeconds, isLocal, isWorthWriting, LOCK_SECONDS, LONGEST_SECONDS } from './session.rules.ts'
import * as store from './store.ts'

export type SignInRefusal =
  | { code: 'wrong-login-or-password' }
  | { code: 'locked-out'; until: Date }
  | { code: 'demonstration-only-here' }
  | { code: 'account-blocked' }
  | { code: 'no-post' }

/**
 * Signs a person in and answers the session's token, to be kept in a cookie. A login that does not exist takes the
 * same way as one that does: it is counted, verified against a hash of nobody's, and refused in the same words.
 */
export async function signIn(
  ctx: Ctx,
  input: SignInInput & Origin
): Promise<Result<{ token: string; account: string }, SignInRefusal>> {
  const guard = tokenHash(input.login)
  const [tried] = await store.countTry(ctx, guard, ctx.now(), LOCK_SECONDS)
  if (!tried) return err({ code: 'locked-out', until: (await store.lockOf(ctx, guard)) ?? ctx.now() })
  const account = await store.accountByLogin(ctx, input.login)
  if (!(await passwordFits(account?.passwordHash, input.password)) || !account) {
    await store.recordAct(ctx, {
      act: 'sign-in.refused',
      account: account?.id ?? null,
      address: input.address,
      facts: { failures: tried.failures }
    })
    return tried.lockedUntil && tried.lockedUntil > ctx.now()
      ? err({ code: 'locked-out', until: tried.lockedUntil })
      : err({ code: 'wrong-login-or-password' })
  }
  await store.forgetTries(ctx, guard)
  const refusal = account.blockedAt
    ? 'account-blocked'
    : account.demonstration && !isLocal(input)
      ? 'demonstration-only-here'
      : null
  if (refusal) return refuse(ctx, account.id, input, refusal)
  return begin(ctx, account, input)
}

async function refuse(
  ctx: Ctx,
  account: string,
  origin: Origin,
  code: 'account-blocked' | 'demonstration-only-here' | 'no-post'
) {
  await store.recordAct(ctx, { act: 'sign-in.refused', account, address: origin.address, facts: { because: code } })
  return err({ code })
}

async function begin(ctx: Ctx, account: store.AccountRow, origin: Origin) {
  const [first] = account.kind === 'officer' ? await store.unitsOfAccount(ctx, account.id, dayOf(ctx.now())) : []
  if (account.kind === 'officer' && !first) return refuse(ctx, account.id, origin, 'no-post')
  const token = newToken()
  const session = {
    tokenHash: tokenHash(token),
    account: account.id,
    unit: first?.unit ?? null,
    idleSeconds: idleSeconds(first?.roles ?? ['citizen']),
    endsAt: new Date(ctx.now().getTime() + LONGEST_SECONDS[account.kind] * 1000),
    origin
  }
  await store.openSession(ctx, session)
  await store.recordAct(ctx, { act: 'sign-in', account: account.id, address: origin.address })
  ctx.log.info({ event: 'identity.signed-in', account: account.id, unit: session.unit }, 'signed in')
  return ok({ token, account: account.id })
}

/**
 * The session behind a token, with its actor; null when there is none, it is over, or a demonstration session shows up from
 * elsewhere. A request moves the idle end (`slides`), written at most every half minute; asking how long it lasts does not.
 */
export async function resume(
  ctx: Ctx,
  token: string,
  policy: Policy,
  from: Origin & { slides?: boolean }
): Promise<Session | null> {
  const hash = tokenHash(token)
  const now = ctx.now()
  const row = await store.sessionByToken(ctx, hash, now, dayOf(now))
  if (!row || (row.demonstration && !isLocal(from))) return null
  if (row.kind === 'officer' && row.roles.length === 0) return null
  const moved = from.slides !== false && isWorthWriting(row.lastSeenAt, now)
  if (moved) await store.touchSession(ctx, hash, now)
  const actor = actorOf(
    { id: row.account, kind: row.kind, name: row.name },
    { unit: row.unit, roles: row.roles },
    policy
  )
  return {
    id: row.id,
    account: row.account,
    login: row.login,
    kind: row.kind,
    name: row.name,
    unit: row.unit,
    roles: actor.roles,
    language: row.language,
    mustChangePassword: row.mustChangePassword,
    endsAt: endOf({ ...row, lastSeenAt: moved ? now : row.lastSeenAt }),
    lastsUntil: row.endsAt,
    actor
  }
}

/** The person said "I am still here": the idle time starts again, whenever it was last written. */
export async function keep(ctx: Ctx, token: string, policy: Policy, from: Origin): Promise<Session | null> {
  const session = await resume(ctx, token, policy, { ...from, slides: false })
  if (!session) return null
  await store.touchSession(ctx, tokenHash(token), ctx.now())
  return resume(ctx, token, policy, { ...from, slides: false })
}

/** Ends a session; ending one that is over already is no fault. */
export async function signOut(ctx: Ctx, token: string): Promise<void> {
  const [closed] = await store.closeSession(ctx, tokenHash(token))
  if (closed) await store.recordAct(ctx, { act: 'sign-out', account: closed.account })
}
