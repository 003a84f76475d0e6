import { deskOnly } from '#lib/server/desk.ts'
import { fail } from '@sveltejs/kit'
import { typedIn } from '#lib/server/forms.ts'
import { orFail, unitChoices, webhookIn } from '#lib/server/webhooks.ts'
import { addWebhook, listWebhooks } from '#server/partners/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'webhook.read')
  const { url } = event
  const [found, units] = await Promise.all([listWebhooks(ctx), unitChoices(ctx)])
  return { webhooks: found.ok ? found.value : [], units, removed: url.searchParams.has('removed') }
}

export const actions: Actions = {
  add: async event => {
    const ctx = deskOnly(event, 'webhook.change')
    const { request } = event
    const data = await request.formData()
    const typed = webhookIn(ctx, data)
    if (!typed.ok) return fail(400, { errors: typed.errors, values: typed.values })
    const added = await addWebhook(ctx, typed.value)
    if (!added.ok) return orFail(ctx, added, typedIn(data))
    return { secret: added.value.secret, name: added.value.webhook.name, id: added.value.webhook.id }
  }
}
