import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { tokenHash } from '../secrets.ts'
import { LOCK_SECONDS } from '../session.rules.ts'
import * as identity from '../store.ts'
import { stepOf } from './codes.ts'
import { readCode } from './rules.ts'
import * as store from './store.ts'

export type CodeRefusal =
  { code: 'wrong-code' } | { code: 'locked-out'; until: Date } | { code: 'second-step-unreadable' }

/** Wrong codes are counted by account, in the same ledger as wrong passwords. */
export const codeGuard = (account: string): Buffer => tokenHash(`second step ${account}`)

/**
 * Whether what somebody typed is a code of this account now. A try is counted before it is looked at; a code or a
 * recovery code is taken once.
 */
export async function checkCode(
  ctx: Ctx,
  account: string,
  typed: string,
  options: { recovery: boolean }
): Promise<Result<{ by: 'code' | 'recovery' }, CodeRefusal>> {
  const guard = codeGuard(account)
  const [tried] = await identity.countTry(ctx, guard, ctx.now(), LOCK_SECONDS)
  if (!tried) return err({ code: 'locked-out', until: (await identity.lockOf(ctx, guard)) ?? ctx.now() })
  const read = readCode(typed)
  const factor = await store.factorOf(ctx, account)
  const secret = factor ? ctx.sealing.open(`second factor ${account}`, factor.secret) : null
  if (factor && secret === null) return err({ code: 'second-step-unreadable' })
  if (read && secret && (await fits(ctx, account, secret, read, options.recovery))) {
    await identity.forgetTries(ctx, guard)
    return ok({ by: read.kind })
  }
  await identity.recordAct(ctx, { act: 'second-step.refused', account, facts: { failures: tried.failures } })
  return tried.lockedUntil && tried.lockedUntil > ctx.now()
    ? err({ code: 'locked-out', until: tried.lockedUntil })
    : err({ code: 'wrong-code' })
}

async function fits(
  ctx: Ctx,
  account: string,
  secret: string,
  read: NonNullable<ReturnType<typeof readCode>>,
  recovery: boolean
): Promise<boolean> {
  if (read.kind === 'recovery') return recovery && store.useCode(ctx, account, codeHash(ctx, account, read.code))
  const step = stepOf(secret, read.code, ctx.now())
  return step !== null && store.takeStep(ctx, account, step)
}

export const codeHash = (ctx: Ctx, account: string, code: string): Buffer =>
  ctx.sealing.mac(`recovery code ${account}`, code)
