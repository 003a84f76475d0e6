import { keepPrivate } from '#lib/server/following.ts'
import { rateFrom } from '#lib/server/rating.ts'
import { ratingScreen } from '#server/feedback/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  keepPrivate(event)
  const kiosk = event.url.searchParams.get('kiosk') ?? ''
  const first = Number(event.url.searchParams.get('overall')) || null
  return { asked: await ratingScreen(event.locals.ctx, event.params.token), kiosk, first }
}

export const actions: Actions = { default: event => rateFrom(event, event.params.token) }
