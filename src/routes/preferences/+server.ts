import { redirect } from '@sveltejs/kit'
import { ownPath, preferencesFrom } from '#lib/preferences.ts'
import type { RequestHandler } from './$types'

/** The language and screen switches: a plain form, so they work without JavaScript. */
export const POST: RequestHandler = async ({ request, cookies }) => {
  const form = await request.formData()
  const text = (name: string) => form.get(name)?.toString()
  const chosen = preferencesFrom(name => text(name) ?? cookies.get(name))
  for (const [name, value] of Object.entries(chosen))
    cookies.set(name, value, { path: '/', maxAge: 31_536_000, sameSite: 'lax', httpOnly: true })
  redirect(303, ownPath(text('back') ?? '/'))
}
