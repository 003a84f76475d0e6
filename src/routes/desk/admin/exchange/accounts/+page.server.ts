import { error, fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain, typedIn } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { endAccount, mapAccount, mappedAccounts } from '#server/exchange/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { Actions, PageServerLoad } from './$types'

const SYSTEM = 'population'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'exchange.map-accounts')
  const accounts = await mappedAccounts(ctx, SYSTEM)
  if (!accounts.ok) error(403)
  return { accounts: accounts.value }
}

export const actions: Actions = {
  add: async event => {
    deskOnly(event, 'exchange.map-accounts')
    const { request, locals } = event
    const data = await request.formData()
    const text = (name: string) => data.get(name)?.toString().normalize('NFC').slice(0, 200) ?? ''
    const mapped = await mapAccount(locals.ctx, SYSTEM, { login: text('login'), external: text('external') })
    if (mapped.ok) return { saved: true }
    return fail(409, { problem: explain(mapped.error, translator(locals.language)), values: typedIn(data) })
  },
  end: async event => {
    deskOnly(event, 'exchange.map-accounts')
    const { request, locals } = event
    const officer = (await request.formData()).get('officer')?.toString() ?? ''
    if (!isId(officer)) error(400)
    const ended = await endAccount(locals.ctx, SYSTEM, officer)
    return ended.ok ? { saved: true } : fail(403, { problem: explain(ended.error, translator(locals.language)) })
  }
}
