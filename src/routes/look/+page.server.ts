import { fail } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

/** The visual language, shown by itself. `?session=90` shows the session warning as if it ended in 90 seconds. */
export const load: PageServerLoad = ({ url }) => {
  const seconds = Number(url.searchParams.get('session'))
  const now = Date.now()
  return seconds > 0 && seconds <= 3600
    ? { session: { endsAt: new Date(now + seconds * 1000).toISOString(), now: new Date(now).toISOString() } }
    : {}
}

export const actions: Actions = {
  default: () => fail(400, { refused: true })
}
