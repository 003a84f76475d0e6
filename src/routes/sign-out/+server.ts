import { redirect } from '@sveltejs/kit'
import { clearCookie, readCookie, signOut } from '#server/identity/index.ts'
import type { RequestHandler } from './$types'

/** Ends the session. A form of our own site only: SvelteKit refuses posts from elsewhere. */
export const POST: RequestHandler = async event => {
  const token = readCookie(event)
  if (token) await signOut(event.locals.ctx, token)
  clearCookie(event)
  redirect(303, '/')
}
