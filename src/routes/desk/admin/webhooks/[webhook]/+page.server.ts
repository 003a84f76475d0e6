import { deskOnly } from '#lib/server/desk.ts'
import { error, fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { typedIn } from '#lib/server/forms.ts'
import { orFail, unitChoices, webhookIn } from '#lib/server/webhooks.ts'
import * as partners from '#server/partners/index.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'webhook.read')
  const { params, url } = event
  const page = await partners.deliveryLog(ctx, params.webhook, url.searchParams.get('after'))
  if (!page.ok) error(404)
  const shown = url.searchParams.get('delivery')
  const detail = shown ? await partners.deliveryDetail(ctx, params.webhook, shown) : null
  const kept = { log: partners.LOG_DAYS, paused: partners.PAUSED_DAYS }
  return { ...page.value, kept, units: await unitChoices(ctx), detail: detail?.ok ? detail.value : null, shown }
}

type Done<T> = (ctx: Ctx, id: string, data: FormData) => Promise<Result<T, Refusal>>
/** One button: the action, and the word that tells it was done. */
const acting =
  <T>(done: Done<T>, said: string, told: (value: T) => object = () => ({})) =>
  async (event: RequestEvent<{ webhook: string }>) => {
    const ctx = deskOnly(event, 'webhook.change')
    const { params, request } = event
    const result = await done(ctx, params.webhook, await request.formData())
    return result.ok ? { said, ...told(result.value) } : orFail(ctx, result)
  }

export const actions: Actions = {
  save: async event => {
    const ctx = deskOnly(event, 'webhook.change')
    const { params, request } = event
    const data = await request.formData()
    const typed = webhookIn(ctx, data)
    if (!typed.ok) return fail(400, { errors: typed.errors, values: typed.values })
    const saved = await partners.changeWebhook(ctx, params.webhook, typed.value)
    return saved.ok ? { said: 'saved' } : orFail(ctx, saved, typedIn(data))
  },
  test: acting(partners.sendTest, 'tested'),
  pause: acting((ctx, id) => partners.pauseWebhook(ctx, id, true), 'saved'),
  resume: acting((ctx, id) => partners.pauseWebhook(ctx, id, false), 'saved'),
  rotate: acting(partners.rotateSecret, 'rotated', ({ secret, oldUntil }) => ({ secret, until: oldUntil })),
  again: acting((ctx, id, data) => partners.sendAgain(ctx, id, String(data.get('delivery') ?? '')), 'again'),
  remove: async event => {
    const ctx = deskOnly(event, 'webhook.change')
    const { params } = event
    const removed = await partners.removeWebhook(ctx, params.webhook)
    if (!removed.ok) return orFail(ctx, removed)
    redirect(303, '/desk/admin/webhooks?removed')
  }
}
