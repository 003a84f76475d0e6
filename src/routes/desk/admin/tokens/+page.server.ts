import { fail } from '@sveltejs/kit'
import { parseDay } from '#lib/format.ts'
import { deskOnly } from '#lib/server/desk.ts'
import { explain, typedIn } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { addToken, revokeToken, tokens } from '#server/identity/index.ts'
import { units } from '#server/organisation/index.ts'
import { dayOf, endOf, wordsIn } from '#server/platform/index.ts'
import { policy } from '#server/policy.ts'
import { isId } from '#server/platform/ids.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'identity.change-tokens')
  const [found, all] = await Promise.all([tokens(ctx), units(ctx, { on: dayOf(ctx.now()) })])
  const names = new Map(all.map(({ code, name }) => [code, wordsIn(ctx.language, name)]))
  return {
    tokens: found.map(token => ({ ...token, unitName: token.unit && (names.get(token.unit) ?? token.unit) })),
    units: [...names].map(([value, name]) => ({ value, label: `${value}  ${name}` })),
    scopes: policy.permissions.filter(scope => !policy.may([], scope))
  }
}

export const actions: Actions = {
  add: async event => {
    const { request, locals } = event
    deskOnly(event, 'identity.change-tokens')
    const t = translator(locals.language)
    const data = await request.formData()
    const client = (data.get('client')?.toString() ?? '').normalize('NFC').trim().slice(0, 200)
    const scopes = data.getAll('scope').map(String)
    const typed = data.get('expires')?.toString().trim() ?? ''
    const expires = parseDay(typed)
    const errors = {
      ...(client === '' ? { client: t('field.missing') } : {}),
      ...(scopes.length === 0 ? { scope: t('identity.tokens.scopes-missing') } : {}),
      ...(typed !== '' && !expires ? { expires: t('officers-file.date') } : {})
    }
    const values = { ...typedIn(data), scopes: scopes.join(' ') }
    if (Object.keys(errors).length > 0) return fail(400, { errors, values })
    const unit = data.get('unit')?.toString() || null
    const added = await addToken(locals.ctx, { client, unit, scopes, expiresAt: expires ? endOf(expires) : null })
    if (!added.ok) return fail(409, { problem: explain(added.error, t), values })
    return { token: added.value.token, client }
  },
  revoke: async event => {
    const { request, locals } = event
    deskOnly(event, 'identity.change-tokens')
    const id = (await request.formData()).get('token')?.toString() ?? ''
    const revoked = isId(id)
      ? await revokeToken(locals.ctx, id)
      : ({ ok: false, error: { code: 'not-found' } } as const)
    return revoked.ok ? { revoked: true } : fail(409, { problem: explain(revoked.error, translator(locals.language)) })
  }
}
