import { fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { moderateComments, moderationScreen } from '#server/portal/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'portal.moderate')
  const asked = event.url.searchParams
  return { ...(await moderationScreen(ctx, asked)), done: Number(asked.get('done') ?? -1) }
}

const settling = (verdict: 'show' | 'refuse') => async (event: RequestEvent) => {
  const ctx = deskOnly(event, 'portal.moderate')
  const form = await event.request.formData()
  const reason = String(form.get('reason') ?? '').slice(0, 500)
  const done = await moderateComments(ctx, form.getAll('comment').map(String), verdict, reason)
  if (!done.ok) return fail(409, { message: explain(done.error, translator(event.locals.language)) })
  const phase = String(form.get('phase') ?? 'held')
  redirect(303, `/desk/comments?${new URLSearchParams({ phase, done: String(done.value.decided) })}`)
}

export const actions: Actions = { show: settling('show'), refuse: settling('refuse') }
