import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { passwordFits, tokenHash } from '../secrets.ts'
import { LOCK_SECONDS } from '../session.rules.ts'
import * as identity from '../store.ts'
import { checkCode } from './check.ts'
import type { CodeRefusal } from './check.ts'
import { codeHash } from './check.ts'
import { addressOf, newRecoveryCodes, newSecret } from './codes.ts'
import { secondDemandOf } from './policy.ts'
import { inGroups } from './rules.ts'
import type { SecondDemand } from './rules.ts'
import * as store from './store.ts'

type Forbidden = { code: 'forbidden' }

/** How the own second step stands; while it is being set up, the secret to put into the telephone. */
export type OwnSecondStep = {
  readonly demand: SecondDemand
  readonly since: Date | null
  readonly codesLeft: number
  readonly setUp: { readonly secret: string; readonly address: string } | null
}

/** For the account page of an officer; null for everybody else. */
export async function ownSecondStep(ctx: Ctx): Promise<OwnSecondStep | null> {
  const account = await ownAccount(ctx)
  if (!account) return null
  const [factor, demand] = await Promise.all([store.factorOf(ctx, account.id), secondDemandOf(ctx, account.id)])
  const secret = factor && !factor.confirmedAt ? ctx.sealing.open(`second factor ${account.id}`, factor.secret) : null
  return {
    demand,
    since: factor?.confirmedAt ?? null,
    codesLeft: factor?.left ?? 0,
    setUp: secret ? { secret, address: addressOf(secret, account.login, `Một Cửa ${ctx.province.code}`.trim()) } : null
  }
}

/** Starts setting up, after the password once more, so that nobody binds a telephone to a desk left open. */
export async function beginSecondStep(
  ctx: Ctx,
  password: string
): Promise<
  Result<
    undefined,
    Forbidden | { code: 'wrong-password' } | { code: 'locked-out'; until: Date } | { code: 'second-step-off' }
  >
> {
  const account = await ownAccount(ctx)
  if (!account) return err({ code: 'forbidden' })
  if ((await secondDemandOf(ctx, account.id)) === 'off') return err({ code: 'second-step-off' })
  const guard = tokenHash(account.login)
  const [tried] = await identity.countTry(ctx, guard, ctx.now(), LOCK_SECONDS)
  if (!tried) return err({ code: 'locked-out', until: (await identity.lockOf(ctx, guard)) ?? ctx.now() })
  if (!(await passwordFits(account.passwordHash, password))) return err({ code: 'wrong-password' })
  await identity.forgetTries(ctx, guard)
  await store.beginFactor(ctx, account.id, ctx.sealing.seal(`second factor ${account.id}`, newSecret()))
  return ok(undefined)
}

/** The first code proves that the telephone has the secret. Answers the recovery codes, shown now and never again. */
export async function confirmSecondStep(
  ctx: Ctx,
  code: string,
  session: string
): Promise<Result<{ codes: string[] }, Forbidden | CodeRefusal | { code: 'not-found' }>> {
  const account = await ownAccount(ctx)
  if (!account) return err({ code: 'forbidden' })
  const factor = await store.factorOf(ctx, account.id)
  if (!factor || factor.confirmedAt) return err({ code: 'not-found' })
  const checked = await checkCode(ctx, account.id, code, { recovery: false })
  if (!checked.ok) return checked
  await store.confirmFactor(ctx, account.id)
  await identity.closeSessionsOf(ctx, account.id, session)
  await ctx.sql`update session set level = greatest(level, 2) where id = ${session} and account = ${account.id}`
  await identity.recordAct(ctx, { act: 'second-step.set-up', account: account.id })
  return ok({ codes: await freshCodes(ctx, account.id) })
}

/** New recovery codes in place of the old ones, for whoever has the telephone in hand. */
export async function renewRecoveryCodes(
  ctx: Ctx,
  code: string
): Promise<Result<{ codes: string[] }, Forbidden | CodeRefusal | { code: 'not-found' }>> {
  const account = await ownAccount(ctx)
  if (!account) return err({ code: 'forbidden' })
  if (!(await store.factorOf(ctx, account.id))?.confirmedAt) return err({ code: 'not-found' })
  const checked = await checkCode(ctx, account.id, code, { recovery: false })
  if (!checked.ok) return checked
  await identity.recordAct(ctx, { act: 'second-step.codes-renewed', account: account.id })
  return ok({ codes: await freshCodes(ctx, account.id) })
}

/** Ends the own second step, where no role demands it. */
export async function endSecondStep(
  ctx: Ctx,
  code: string
): Promise<Result<undefined, Forbidden | CodeRefusal | { code: 'second-step-required' }>> {
  const account = await ownAccount(ctx)
  if (!account) return err({ code: 'forbidden' })
  if ((await secondDemandOf(ctx, account.id)) === 'required') return err({ code: 'second-step-required' })
  const checked = await checkCode(ctx, account.id, code, { recovery: true })
  if (!checked.ok) return checked
  await store.removeFactor(ctx, account.id)
  await identity.recordAct(ctx, { act: 'second-step.ended', account: account.id })
  return ok(undefined)
}

async function freshCodes(ctx: Ctx, account: string): Promise<string[]> {
  const codes = newRecoveryCodes()
  await store.replaceCodes(
    ctx,
    account,
    codes.map(code => codeHash(ctx, account, code))
  )
  return codes.map(inGroups)
}

async function ownAccount(ctx: Ctx): Promise<identity.AccountRow | undefined> {
  if (!ctx.actor.may('identity.own-account') || !ctx.actor.id || ctx.actor.kind !== 'officer') return undefined
  return identity.accountById(ctx, ctx.actor.id)
}
