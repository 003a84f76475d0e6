import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Origin, Session, SignInInput } from './model.ts'
import { actorOf } from './policy.ts'
import type { Policy } from './policy.ts'
import { beginSession, refusalAtDoor, refuseEntry } from './begin.ts'
import { awaitCode } from './second/actions.ts'
import { factorOf } from './second/store.ts'
import { passwordFits, tokenHash } from './secrets.ts'
import { endOf, isLocal, isWorthWriting, LOCK_SECONDS } from './session.rules.ts'
import * as store from './store.ts'

export type SignInRefusal =
  | { code: 'wrong-login-or-password' }
  | { code: 'locked-out'; until: Date }
  | { code: 'demonstration-only-here' }
  | { code: 'account-blocked' }
  | { code: 'no-post' }

/**
 * Signs a person in and answers the session's token, to be kept in a cookie; for an officer with a second step it is
 * the token of that step, which opens nothing yet. A login that does not exist takes the
 * same way as one that does: it is counted, verified against a hash of nobody's, and refused in the same words.
 */
export async function signIn(
  ctx: Ctx,
  input: SignInInput & Origin
): Promise<Result<{ token: string; account: string; next: 'in' | 'second-step' }, SignInRefusal>> {
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
  const refusal = refusalAtDoor(account, input)
  if (refusal) return refuseEntry(ctx, account.id, input, refusal)
  if (account.kind === 'officer' && (await factorOf(ctx, account.id))?.confirmedAt)
    return ok({ token: await awaitCode(ctx, account.id), account: account.id, next: 'second-step' })
  const begun = await beginSession(ctx, account, input, { level: 1 })
  return begun.ok ? ok({ ...begun.value, next: 'in' }) : begun
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
    mustSetUpSecondStep: row.mustSetUpSecondStep,
    level: row.level,
    provider: row.provider,
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

/** Ends a session and answers what its provider must be told; ending one that is over already is no fault. */
export async function signOut(ctx: Ctx, token: string): Promise<store.ClosedSession | null> {
  const [closed] = await store.closeSession(ctx, tokenHash(token))
  if (closed) await store.recordAct(ctx, { act: 'sign-out', account: closed.account })
  return closed ?? null
}
