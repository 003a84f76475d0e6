import { err, fold, ok } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import { existsOn, unit } from '#server/organisation/index.ts'
import type { OfficerInput, Role } from './model.ts'
import { firstPassword, hashPassword, tokenHash } from './secrets.ts'
import { codeGuard } from './second/check.ts'
import * as store from './store.ts'

type Forbidden = { code: 'forbidden' }
type Missing = { code: 'not-found' }

/** Adds an officer with a first post and answers the first password, shown once and changed at the first sign-in. */
export async function addOfficer(
  ctx: Ctx,
  input: OfficerInput & { password?: string }
): Promise<
  Result<
    { account: string; password: string },
    Forbidden | { code: 'login-taken' } | { code: 'unit-unknown'; unit: string }
  >
> {
  if (!ctx.actor.may('identity.change-officers')) return err({ code: 'forbidden' })
  const found = await unit(ctx, input.unit)
  if (!found || !existsOn(found, input.from)) return err({ code: 'unit-unknown', unit: input.unit })
  const password = input.password ?? firstPassword()
  const hash = await hashPassword(password)
  const [added] = await ctx.sql<{ id: string }[]>`
    with added as (
      insert into account (login, kind, full_name, email, phone, password_hash, must_change_password, created_at, folded)
      values (${input.login}, 'officer', ${input.fullName}, ${input.email}, ${input.phone}, ${hash}, true, ${ctx.now()},
        ${fold(`${input.login} ${input.fullName}`)})
      on conflict (login) do nothing returning id
    ), posted as (
      insert into post (account, unit, role, title, head, valid_from)
      select id, ${input.unit}, ${input.role}, ${input.title}, ${input.head}, ${input.from} from added
    )
    select id from added`
  if (!added) return err({ code: 'login-taken' })
  await store.recordAct(ctx, { act: 'officer.added', account: added.id, facts: { unit: input.unit, role: input.role } })
  return ok({ account: added.id, password })
}

/** Gives an officer a further post. */
export async function addPost(
  ctx: Ctx,
  account: string,
  post: { unit: string; role: Role; title: string; head: boolean; from: Day }
): Promise<Result<undefined, Forbidden | Missing | { code: 'unit-unknown'; unit: string } | { code: 'post-held' }>> {
  if (!ctx.actor.may('identity.change-officers')) return err({ code: 'forbidden' })
  const found = await unit(ctx, post.unit)
  if (!found || !existsOn(found, post.from)) return err({ code: 'unit-unknown', unit: post.unit })
  if (!(await officer(ctx, account))) return err({ code: 'not-found' })
  const added = await ctx.sql<{ id: string }[]>`
    insert into post (account, unit, role, title, head, valid_from)
    values (${account}, ${post.unit}, ${post.role}, ${post.title}, ${post.head}, ${post.from})
    on conflict do nothing returning id`
  if (added.length === 0) return err({ code: 'post-held' })
  await store.recordAct(ctx, { act: 'post.given', account, facts: { unit: post.unit, role: post.role } })
  return ok(undefined)
}

/** Ends a post after a last day. Sessions in that unit lose its roles with the next request. */
export async function endPost(ctx: Ctx, post: string, lastDay: Day): Promise<Result<undefined, Forbidden | Missing>> {
  if (!ctx.actor.may('identity.change-officers')) return err({ code: 'forbidden' })
  const [ended] = await ctx.sql<{ account: string; unit: string; role: string }[]>`
    update post set valid_to = ${lastDay} where id = ${post} and valid_from <= ${lastDay} returning account, unit, role`
  if (!ended) return err({ code: 'not-found' })
  await store.recordAct(ctx, {
    act: 'post.ended',
    account: ended.account,
    facts: { unit: ended.unit, role: ended.role }
  })
  return ok(undefined)
}

/** Locks an officer out at once: no sign-in, and open sessions end. */
export async function lockOfficer(
  ctx: Ctx,
  account: string
): Promise<Result<undefined, Forbidden | Missing | { code: 'not-yourself' }>> {
  if (!ctx.actor.may('identity.change-officers')) return err({ code: 'forbidden' })
  if (account === ctx.actor.id) return err({ code: 'not-yourself' })
  if (!(await officer(ctx, account))) return err({ code: 'not-found' })
  await ctx.sql`update account set blocked_at = ${ctx.now()} where id = ${account}`
  await store.closeSessionsOf(ctx, account)
  await store.recordAct(ctx, { act: 'account.locked', account })
  return ok(undefined)
}

/** Takes back an administrator's lock and the waiting time after wrong passwords. */
export async function unlockOfficer(ctx: Ctx, account: string): Promise<Result<undefined, Forbidden | Missing>> {
  if (!ctx.actor.may('identity.change-officers')) return err({ code: 'forbidden' })
  const found = await officer(ctx, account)
  if (!found) return err({ code: 'not-found' })
  await ctx.sql`update account set blocked_at = null where id = ${account}`
  await store.forgetTries(ctx, tokenHash(found.login))
  await store.forgetTries(ctx, codeGuard(account))
  await store.recordAct(ctx, { act: 'account.unlocked', account })
  return ok(undefined)
}

/** A new first password for someone who forgot theirs; open sessions end. */
export async function resetPassword(
  ctx: Ctx,
  account: string
): Promise<Result<{ password: string }, Forbidden | Missing>> {
  if (!ctx.actor.may('identity.change-officers')) return err({ code: 'forbidden' })
  const found = await officer(ctx, account)
  if (!found) return err({ code: 'not-found' })
  const password = firstPassword()
  const hash = await hashPassword(password)
  await ctx.sql`
    update account set password_hash = ${hash}, must_change_password = true, demonstration = false where id = ${account}`
  await store.forgetTries(ctx, tokenHash(found.login))
  await store.closeSessionsOf(ctx, account)
  await store.recordAct(ctx, { act: 'password.reset', account })
  return ok({ password })
}

async function officer(ctx: Ctx, id: string): Promise<store.AccountRow | undefined> {
  const found = await store.accountById(ctx, id)
  return found?.kind === 'officer' ? found : undefined
}
