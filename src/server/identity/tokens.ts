import { err, ok } from '#server/platform/index.ts'
import type { Actor, Ctx, Result } from '#server/platform/index.ts'
import type { Origin } from './model.ts'
import { clientActor, isScope } from './policy.ts'
import { newToken, tokenHash } from './secrets.ts'
import { isLocal } from './session.rules.ts'
import { recordAct } from './store.ts'

/** Makes a token for another system, shown once. The client is made when its name is new. */
export async function addToken(
  ctx: Ctx,
  input: {
    client: string
    unit: string | null
    scopes: readonly string[]
    expiresAt?: Date | null
    demonstration?: boolean
  }
): Promise<Result<{ token: string; id: string }, { code: 'forbidden' } | { code: 'scope-unknown'; scopes: string[] }>> {
  if (!ctx.actor.may('identity.change-tokens')) return err({ code: 'forbidden' })
  const unknown = input.scopes.filter(scope => !isScope(scope))
  if (unknown.length > 0 || input.scopes.length === 0) return err({ code: 'scope-unknown', scopes: unknown })
  const token = newToken('mc_')
  const [added] = await ctx.sql<{ id: string; client: string }[]>`
    with client as (
      insert into api_client (name, unit, demonstration, created_at)
      values (${input.client}, ${input.unit}, ${input.demonstration ?? false}, ${ctx.now()})
      on conflict (name) do update set name = excluded.name returning id
    )
    insert into api_token (token_hash, client, scopes, created_at, expires_at)
    select ${tokenHash(token)}, id, ${input.scopes as string[]}, ${ctx.now()}, ${input.expiresAt ?? null}::timestamptz from client
    returning id, client`
  await recordAct(ctx, {
    act: 'token.added',
    account: null,
    facts: { client: added!.client, scopes: input.scopes.join(' ') }
  })
  return ok({ token, id: added!.id })
}

/** Takes a token back; other processes notice within the few seconds they remember it. */
export async function revokeToken(
  ctx: Ctx,
  id: string
): Promise<Result<undefined, { code: 'forbidden' | 'not-found' }>> {
  if (!ctx.actor.may('identity.change-tokens')) return err({ code: 'forbidden' })
  const revoked = await ctx.sql<{ id: string }[]>`
    update api_token set revoked_at = ${ctx.now()} where id = ${id} and revoked_at is null returning id`
  if (revoked.length === 0) return err({ code: 'not-found' })
  remembered.clear()
  await recordAct(ctx, { act: 'token.revoked', account: null, facts: { token: id } })
  return ok(undefined)
}

type Known = { actor: Actor; demonstration: boolean; until: number }
const REMEMBER_MS = 5_000
const remembered = new Map<string, Known>()

/** The actor behind `Authorization: Bearer …`, remembered for a few seconds so that a busy client costs no query each time. */
export async function tokenActor(ctx: Ctx, bearer: string, from?: Origin): Promise<Actor | null> {
  const token = bearer.replace(/^Bearer\s+/i, '').trim()
  if (!/^mc_[\w-]{43}$/.test(token)) return null
  const hash = tokenHash(token)
  const key = `${ctx.province.schema} ${hash.toString('base64')}`
  const now = ctx.now()
  let known = remembered.get(key)
  if (!known || known.until <= now.getTime() || known.until > now.getTime() + REMEMBER_MS) {
    known = await lookUp(ctx, hash, now)
    if (remembered.size >= 1_000) remembered.clear()
    if (known) remembered.set(key, known)
    else remembered.delete(key)
  }
  return known && (!known.demonstration || (from !== undefined && isLocal(from))) ? known.actor : null
}

async function lookUp({ sql }: Ctx, hash: Buffer, now: Date): Promise<Known | undefined> {
  const [row] = await sql<
    {
      id: string
      name: string
      unit: string | null
      demonstration: boolean
      scopes: string[]
      expiresAt: Date | null
      lastUsedAt: Date | null
    }[]
  >`
    select c.id, c.name, c.unit, c.demonstration, t.scopes, t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt"
    from api_token t join api_client c on c.id = t.client
    where t.token_hash = ${hash} and t.revoked_at is null and (t.expires_at is null or t.expires_at > ${now})`
  if (!row) return undefined
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > 60_000) {
    await sql`update api_token set last_used_at = ${now} where token_hash = ${hash}`
  }
  const until = Math.min(now.getTime() + REMEMBER_MS, row.expiresAt?.getTime() ?? Infinity)
  return { actor: clientActor(row), demonstration: row.demonstration, until }
}
