import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { beginSession, refusalAtDoor } from '../begin.ts'
import type { Origin } from '../model.ts'
import { newToken, tokenHash } from '../secrets.ts'
import * as identity from '../store.ts'
import { checkCode, codeGuard } from './check.ts'
import type { CodeRefusal } from './check.ts'
import * as store from './store.ts'

/** Between the password and the code. */
export const STEP_MINUTES = 5

/** Remembers that the password was right; the token goes into a cookie of its own and opens nothing by itself. */
export async function awaitCode(ctx: Ctx, account: string): Promise<string> {
  const token = newToken()
  const until = new Date(ctx.now().getTime() + STEP_MINUTES * 60_000)
  await store.beginStep(ctx, { token: tokenHash(token), account, until })
  return token
}

/** Whether somebody has still a second step to take. */
export const awaitsCode = async (ctx: Ctx, token: string | undefined): Promise<boolean> =>
  token !== undefined && (await store.stepUnderWay(ctx, tokenHash(token))) !== null

/** The second step of signing in: a code of the telephone or a recovery code. */
export async function takeSecondStep(
  ctx: Ctx,
  input: { token: string; code: string } & Origin
): Promise<
  Result<
    { token: string; account: string; by: 'code' | 'recovery' },
    CodeRefusal | { code: 'step-over' } | { code: string }
  >
> {
  const hash = tokenHash(input.token)
  const id = await store.stepUnderWay(ctx, hash)
  const account = id ? await identity.accountById(ctx, id) : undefined
  if (!account) return err({ code: 'step-over' })
  const checked = await checkCode(ctx, account.id, input.code, { recovery: true })
  if (!checked.ok) return checked
  if (!(await store.endStep(ctx, hash))) return err({ code: 'step-over' })
  const refusal = refusalAtDoor(account, input)
  if (refusal) return err({ code: refusal })
  const begun = await beginSession(ctx, account, input, { level: 2 })
  if (!begun.ok) return begun
  if (checked.value.by === 'recovery')
    await identity.recordAct(ctx, { act: 'second-step.recovered', account: account.id })
  return ok({ ...begun.value, by: checked.value.by })
}

/** An administrator takes the second step of an officer away, e.g. after a lost telephone; open sessions end. */
export async function resetSecondStep(
  ctx: Ctx,
  account: string,
  reason: string
): Promise<Result<undefined, { code: 'forbidden' | 'not-found' | 'reason-missing' }>> {
  if (!ctx.actor.may('identity.change-officers')) return err({ code: 'forbidden' })
  if (reason.trim().length < 3) return err({ code: 'reason-missing' })
  if (!(await store.removeFactor(ctx, account))) return err({ code: 'not-found' })
  await identity.forgetTries(ctx, codeGuard(account))
  await identity.closeSessionsOf(ctx, account)
  await identity.recordAct(ctx, { act: 'second-step.reset', account, facts: { reason: reason.trim().slice(0, 300) } })
  return ok(undefined)
}
