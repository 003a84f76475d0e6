import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'

export type MappedAccount = {
  officer: string
  login: string
  name: string
  external: string
  mappedAt: Date
  mappedBy: string | null
}
type Refused = { code: 'forbidden' } | { code: 'officer-unknown'; login: string } | { code: 'account-name-missing' }

/** Under which account of an outside system an officer asks; null: the officer may not ask there. */
export async function accountOf({ sql }: Ctx, system: string, officer: string): Promise<string | null> {
  const [row] = await sql<{ external: string }[]>`
    select external as "external" from exchange_account
    where system = ${system} and officer = ${officer}::uuid and ended_at is null`
  return row?.external ?? null
}

/** Gives an officer, named by login, an account of an outside system; the one before ends. */
export async function mapAccount(
  ctx: Ctx,
  system: string,
  { login, external }: { login: string; external: string }
): Promise<Result<{ officer: string }, Refused>> {
  if (!ctx.actor.may('exchange.map-accounts')) return err({ code: 'forbidden' })
  if (external.trim() === '') return err({ code: 'account-name-missing' })
  const [officer] = await ctx.sql<{ id: string }[]>`
    select id as "id" from account where login = ${login.trim().toLowerCase()} and kind = 'officer'`
  if (!officer) return err({ code: 'officer-unknown', login })
  await endAccount(ctx, system, officer.id)
  await ctx.sql`
    insert into exchange_account (system, officer, external, mapped_by, mapped_at)
    values (${system}, ${officer.id}, ${external.trim()}, ${ctx.actor.name}, ${ctx.now()})`
  return ok({ officer: officer.id })
}

export async function endAccount(ctx: Ctx, system: string, officer: string): Promise<Result<void, Refused>> {
  if (!ctx.actor.may('exchange.map-accounts')) return err({ code: 'forbidden' })
  await ctx.sql`
    update exchange_account set ended_at = ${ctx.now()}
    where system = ${system} and officer = ${officer}::uuid and ended_at is null`
  return ok(undefined)
}

/** The accounts mapped today, by name. */
export async function mappedAccounts(ctx: Ctx, system: string): Promise<Result<MappedAccount[], Refused>> {
  if (!ctx.actor.may('exchange.map-accounts')) return err({ code: 'forbidden' })
  return ok(
    await ctx.sql<MappedAccount[]>`
    select mapped.officer as "officer", account.login as "login", account.full_name as "name",
      mapped.external as "external", mapped.mapped_at as "mappedAt", mapped.mapped_by as "mappedBy"
    from exchange_account as mapped join account on account.id = mapped.officer
    where mapped.system = ${system} and mapped.ended_at is null
    order by account.full_name collate "vi-x-icu" limit 2000`
  )
}
