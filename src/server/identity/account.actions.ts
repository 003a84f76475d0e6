import { dayOf, err, fold, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { RegisterInput } from './model.ts'
import { passwordFaults } from './password.rules.ts'
import type { PasswordFault } from './password.rules.ts'
import { hashPassword, passwordFits, tokenHash } from './secrets.ts'
import { idleSeconds, LOCK_SECONDS } from './session.rules.ts'
import * as store from './store.ts'
import type { NotifyBy } from './views.ts'

export type PasswordRefusal =
  | { code: 'forbidden' }
  | { code: 'wrong-password' }
  | { code: 'locked-out'; until: Date }
  | { code: 'password-weak'; faults: PasswordFault[] }

/** A person changes the own password, or chooses the first one after a sign-on made the account; every other session of the account ends. */
export async function changePassword(
  ctx: Ctx,
  input: { current: string; next: string; session: string | null }
): Promise<Result<undefined, PasswordRefusal>> {
  if (!ctx.actor.may('identity.own-account') || !ctx.actor.id) return err({ code: 'forbidden' })
  const account = await store.accountById(ctx, ctx.actor.id)
  if (!account) return err({ code: 'forbidden' })
  const guard = tokenHash(account.login)
  const [tried] = await store.countTry(ctx, guard, ctx.now(), LOCK_SECONDS)
  if (!tried) return err({ code: 'locked-out', until: (await store.lockOf(ctx, guard)) ?? ctx.now() })
  if (account.passwordSet && !(await passwordFits(account.passwordHash, input.current)))
    return err({ code: 'wrong-password' })
  await store.forgetTries(ctx, guard)
  const faults = passwordFaults(input.next, account)
  if (input.next.normalize('NFC') === input.current.normalize('NFC')) faults.push('unchanged')
  if (faults.length > 0) return err({ code: 'password-weak', faults })
  const hash = await hashPassword(input.next)
  await ctx.sql`update account set password_hash = ${hash}, must_change_password = false, password_set = true where id = ${account.id}`
  await store.closeSessionsOf(ctx, account.id, input.session)
  await store.recordAct(ctx, { act: 'password.changed', account: account.id })
  return ok(undefined)
}

/** A person chooses how to be told of the own dossiers; by text message only where a telephone number is known. */
export async function chooseNotice(
  ctx: Ctx,
  by: NotifyBy
): Promise<Result<undefined, { code: 'forbidden' } | { code: 'phone-missing' }>> {
  if (!ctx.actor.may('identity.own-account') || !ctx.actor.id) return err({ code: 'forbidden' })
  const chosen = await ctx.sql<{ id: string }[]>`
    update account set notify_by = ${by} where id = ${ctx.actor.id} and (${by}::text = 'email' or phone <> '')
    returning id`
  if (chosen.length === 0) return err({ code: 'phone-missing' })
  await store.recordAct(ctx, { act: 'notice.chosen', account: ctx.actor.id, facts: { by } })
  return ok(undefined)
}

/** An officer with posts in several units says which one this session is for. */
export async function choosePost(
  ctx: Ctx,
  session: string,
  unit: string
): Promise<Result<undefined, { code: 'forbidden' } | { code: 'no-post' }>> {
  if (!ctx.actor.may('identity.own-account') || !ctx.actor.id) return err({ code: 'forbidden' })
  const units = await store.unitsOfAccount(ctx, ctx.actor.id, dayOf(ctx.now()))
  const chosen = units.find(one => one.unit === unit)
  if (!chosen) return err({ code: 'no-post' })
  await ctx.sql`
    update session set unit = ${unit}, idle_seconds = ${idleSeconds(chosen.roles)}
    where id = ${session} and account = ${ctx.actor.id}`
  await store.recordAct(ctx, { act: 'post.chosen', account: ctx.actor.id, facts: { unit } })
  return ok(undefined)
}

/** Ends one of the own sessions, e.g. that of a lost telephone. */
export async function endSession(
  ctx: Ctx,
  session: string
): Promise<Result<undefined, { code: 'forbidden' | 'not-found' }>> {
  if (!ctx.actor.may('identity.own-account') || !ctx.actor.id) return err({ code: 'forbidden' })
  const ended = await ctx.sql<
    { id: string }[]
  >`delete from session where id = ${session} and account = ${ctx.actor.id} returning id`
  if (ended.length === 0) return err({ code: 'not-found' })
  await store.recordAct(ctx, { act: 'session.ended', account: ctx.actor.id })
  return ok(undefined)
}

/**
 * A citizen opens a local account; the personal number is the login. A number that is taken gets the same answer in the
 * same time, because whether somebody has an account is nobody else's business.
 */
export async function registerCitizen(
  ctx: Ctx,
  input: RegisterInput
): Promise<
  Result<
    { account: string },
    { code: 'forbidden' } | { code: 'registration-refused' } | { code: 'password-weak'; faults: PasswordFault[] }
  >
> {
  if (!ctx.actor.may('identity.register')) return err({ code: 'forbidden' })
  const faults = passwordFaults(input.password, { login: input.personalNumber, fullName: input.fullName })
  if (faults.length > 0) return err({ code: 'password-weak', faults })
  const hash = await hashPassword(input.password)
  const [added] = await ctx.sql<{ id: string }[]>`
    insert into account (login, kind, full_name, email, phone, personal_number, birth_date, sex, password_hash, language, created_at, folded)
    values (${input.personalNumber}, 'citizen', ${input.fullName}, ${input.email}, ${input.phone}, ${input.personalNumber},
      ${input.birthDate}, ${input.sex}, ${hash}, ${ctx.language}, ${ctx.now()}, ${`${fold(input.fullName)} ${input.personalNumber}`})
    on conflict do nothing returning id`
  if (!added) return err({ code: 'registration-refused' })
  await store.recordAct(ctx, { act: 'account.registered', account: added.id })
  return ok({ account: added.id })
}
