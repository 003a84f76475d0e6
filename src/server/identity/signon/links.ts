import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import * as identity from '../store.ts'
import { providersShown } from './providers.ts'

export type OwnLink = {
  readonly provider: string
  readonly name: string
  readonly downSince: Date | null
  readonly link: { readonly id: string; readonly linkedAt: Date; readonly lastUsedAt: Date } | null
}

/** The providers with the own links, for the account page. */
export async function ownLinks(ctx: Ctx): Promise<OwnLink[]> {
  if (!ctx.actor.may('identity.own-account') || !ctx.actor.id) return []
  const [all, rows] = await Promise.all([
    providersShown(ctx),
    ctx.sql<{ id: string; provider: string; linkedAt: Date; lastUsedAt: Date }[]>`
      select id, provider, linked_at as "linkedAt", last_used_at as "lastUsedAt"
      from account_link where account = ${ctx.actor.id}`
  ])
  return all.map(({ code, name, downSince }) => {
    const row = rows.find(one => one.provider === code)
    return {
      provider: code,
      name,
      downSince,
      link: row ? { id: row.id, linkedAt: row.linkedAt, lastUsedAt: row.lastUsedAt } : null
    }
  })
}

/** Unbinds an identity, unless it is the only way into the account. Sessions it opened stay until they end. */
export async function unlink(
  ctx: Ctx,
  provider: string
): Promise<Result<undefined, { code: 'forbidden' | 'not-found' | 'only-way-in' }>> {
  if (!ctx.actor.may('identity.own-account') || !ctx.actor.id) return err({ code: 'forbidden' })
  const account = await identity.accountById(ctx, ctx.actor.id)
  if (!account) return err({ code: 'forbidden' })
  const gone = await ctx.sql<{ id: string }[]>`
    delete from account_link l
    where account = ${account.id} and provider = ${provider}
      and (${account.passwordSet} or exists (select from account_link o where o.account = l.account and o.id <> l.id))
    returning id`
  if (gone.length > 0) {
    await identity.recordAct(ctx, { act: 'identity.unlinked', account: account.id, facts: { provider } })
    return ok(undefined)
  }
  const links = await ctx.sql<{ id: string }[]>`
    select id from account_link where account = ${account.id} and provider = ${provider}`
  return err({ code: links.length > 0 ? 'only-way-in' : 'not-found' })
}
