import { err, ok, remembered } from '#server/platform/index.ts'
import type { Ctx, Language, Result } from '#server/platform/index.ts'
import { recordAct } from '../store.ts'
import { discover, downSince, forgetConnection } from './connection.ts'
import { ProviderSettings } from './model.ts'
import type { Level, Provider, ProviderInput } from './model.ts'
import { acrFor } from './rules.ts'
import { providerRows } from './store.ts'

const known = remembered<Provider[]>()

/** The providers people may sign on with, in the administrator's order. */
export const providers = (ctx: Ctx): Promise<Provider[]> =>
  known.of(ctx, 'providers', async () =>
    (await providerRows(ctx)).flatMap(({ code, settings, secret, enabled }) => {
      const read = ProviderSettings.safeParse(settings)
      const clear = ctx.sealing.open(`provider ${code}`, secret)
      if (enabled && (!read.success || clear === null))
        ctx.log.error({ event: 'identity.provider-unreadable', provider: code }, 'settings or secret cannot be read')
      return enabled && read.success && clear !== null ? [{ code, settings: read.data, secret: clear }] : []
    })
  )

export const providerOf = async (ctx: Ctx, code: string): Promise<Provider | undefined> =>
  (await providers(ctx)).find(one => one.code === code)

export type ProviderShown = {
  readonly code: string
  readonly name: string
  readonly issuer: string
  readonly downSince: Date | null
}

/** For pages: the names, and which do not answer. A page waits for an answer this long at most. */
const PAGE_WAITS_MS = 400
export async function providersShown(ctx: Ctx, language: Language = ctx.language): Promise<ProviderShown[]> {
  const all = await providers(ctx)
  const enough = new Promise(done => setTimeout(done, PAGE_WAITS_MS).unref())
  await Promise.race([enough, Promise.all(all.map(one => discover(ctx, one)))])
  return all.map(one => ({
    code: one.code,
    name: one.settings.name[language],
    issuer: one.settings.issuer,
    downSince: downSince(ctx, one)
  }))
}

/** Those that can vouch for a level. */
export async function providersFor(ctx: Ctx, level: Level): Promise<ProviderShown[]> {
  const able = (await providers(ctx))
    .filter(one => acrFor(level, one.settings.levels) !== undefined)
    .map(one => one.code)
  return (await providersShown(ctx)).filter(one => able.includes(one.code))
}

/** Connects a provider or changes one. The secret is kept sealed and never shown again. */
export async function saveProvider(
  ctx: Ctx,
  input: ProviderInput
): Promise<Result<undefined, { code: 'forbidden' } | { code: 'secret-odd' }>> {
  if (!ctx.actor.may('identity.change-sign-on')) return err({ code: 'forbidden' })
  if (input.settings.auth === 'private_key_jwt' && !isPrivateKey(input.secret)) return err({ code: 'secret-odd' })
  const sealed = ctx.sealing.seal(`provider ${input.code}`, input.secret)
  await ctx.sql`
    insert into sign_on_provider (code, settings, secret, changed_at)
    values (${input.code}, ${ctx.sql.json(input.settings)}, ${sealed}, ${ctx.now()})
    on conflict (code) do update set settings = excluded.settings, secret = excluded.secret, enabled = true,
      changed_at = excluded.changed_at`
  changed(ctx, input.code)
  await recordAct(ctx, {
    act: 'provider.saved',
    account: null,
    facts: { provider: input.code, issuer: input.settings.issuer }
  })
  return ok(undefined)
}

/** Switches a provider off or on again; links stay. */
export async function switchProvider(
  ctx: Ctx,
  code: string,
  enabled: boolean
): Promise<Result<undefined, { code: 'forbidden' | 'not-found' }>> {
  if (!ctx.actor.may('identity.change-sign-on')) return err({ code: 'forbidden' })
  const switched = await ctx.sql<{ code: string }[]>`
    update sign_on_provider set enabled = ${enabled}, changed_at = ${ctx.now()} where code = ${code} returning code`
  if (switched.length === 0) return err({ code: 'not-found' })
  changed(ctx, code)
  await recordAct(ctx, { act: enabled ? 'provider.on' : 'provider.off', account: null, facts: { provider: code } })
  return ok(undefined)
}

/** Every provider with its state, for the administrator. */
export async function providerStates(ctx: Ctx): Promise<(ProviderShown & { enabled: boolean })[]> {
  const [rows, shown] = await Promise.all([providerRows(ctx), providersShown(ctx)])
  return rows.map(({ code, settings, enabled }) => {
    const read = ProviderSettings.safeParse(settings)
    const one = shown.find(each => each.code === code)
    return {
      code,
      enabled,
      name: read.success ? read.data.name[ctx.language] : code,
      issuer: read.success ? read.data.issuer : '',
      downSince: one?.downSince ?? null
    }
  })
}

function changed(ctx: Ctx, code: string): void {
  known.forget(ctx)
  forgetConnection(ctx, code)
}

function isPrivateKey(secret: string): boolean {
  try {
    const key = JSON.parse(secret) as { kty?: unknown; d?: unknown }
    return typeof key.kty === 'string' && typeof key.d === 'string'
  } catch {
    return false
  }
}
