import { fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { giveRating, ratingFrom, RatingInput } from '#server/feedback/index.ts'
import { originOf } from '#server/identity/index.ts'
import { addressKey } from '#server/platform/limit.ts'
import { translator } from '../text.ts'
import { waitFor } from './following.ts'
import { explain, typedIn } from './forms.ts'

/** Gives a rating from a posted form; the tablet at a desk goes back to its own start. */
export async function rateFrom(event: RequestEvent, token: string) {
  const t = translator(event.locals.language)
  const form = await event.request.formData()
  const seconds = waitFor(event, 'rating')
  if (seconds > 0) return fail(429, { message: t('petition.many', { seconds }), values: typedIn(form) })
  const read = RatingInput.safeParse(ratingFrom(form))
  if (!read.success) return fail(400, { message: t('rating.one-tap'), values: typedIn(form) })
  const kiosk = String(form.get('kiosk') ?? '')
  // Everybody at a tablet has its address: it says nothing about who rates.
  const address = kiosk ? null : addressKey(originOf(event).address)
  const given = await giveRating(event.locals.ctx, token, read.data, address)
  if (!given.ok) return fail(409, { message: explain(given.error, t), values: typedIn(form) })
  redirect(303, /^[\w-]{32}$/.test(kiosk) ? `/rate/kiosk/${kiosk}?thanks` : '/rate/thanks')
}
