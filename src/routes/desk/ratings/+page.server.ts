import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { translator } from '#lib/text.ts'
import { endKiosk, openKiosk, ownKiosks, ratingsDesk } from '#server/feedback/index.ts'
import { isId } from '#server/platform/ids.ts'
import { timingsOf } from '#server/transparency/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'rating.see')
  const reads = ctx.actor.may('rating.read')
  const invites = ctx.actor.may('rating.invite')
  const t = translator(event.locals.language)
  const desk = reads
    ? await ratingsDesk(ctx, (procedures, span) => timingsOf(ctx, procedures, span, kind => t(`rating.waits.${kind}`)))
    : null
  return { shown: desk?.ok ? desk.value : null, invites, kiosks: invites ? await ownKiosks(ctx) : [] }
}

export const actions: Actions = {
  kiosk: async event => {
    const made = await openKiosk(deskOnly(event, 'rating.invite'))
    if (!made.ok) return fail(403, { address: '' })
    return { address: `${event.locals.ctx.province.origin}/rate/kiosk/${made.value}` }
  },
  end: async event => {
    const ctx = deskOnly(event, 'rating.invite')
    const id = String((await event.request.formData()).get('id') ?? '')
    if (!isId(id)) return fail(400, { address: '' })
    await endKiosk(ctx, id)
    redirect(303, '/desk/ratings')
  }
}
