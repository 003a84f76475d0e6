import { redirect } from '@sveltejs/kit'
import { baseOf } from '#lib/server/sign-on.ts'
import { clearCookie, endAtProvider, readCookie, signOut } from '#server/identity/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ request }) => {
  if (request.method !== 'POST') redirect(303, '/')
}

export const actions: Actions = {
  /** Ends the session, and leads on to the provider that opened it. A form of our own site only. */
  default: async event => {
    const token = readCookie(event)
    const closed = token ? await signOut(event.locals.ctx, token) : null
    clearCookie(event)
    const to = await endAtProvider(event.locals.ctx, closed, baseOf(event))
    // A form may lead nowhere but to us (CSP), also by redirect: the answer is a page that goes on by itself.
    return to ? { to } : redirect(303, '/')
  }
}
