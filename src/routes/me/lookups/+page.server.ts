import { error, fail, redirect } from '@sveltejs/kit'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { person } from '#server/identity/index.ts'
import { ownLookups, questionLookup } from '#server/linkage/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { Actions, PageServerLoad } from './$types'

const A_PAGE = 20

async function selfOf({ ctx, session }: App.Locals) {
  if (!session) redirect(303, '/sign-in?back=/me/lookups')
  return (await person(ctx, session.account)) ?? error(404)
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const self = await selfOf(locals)
  const given = Date.parse(url.searchParams.get('before') ?? '')
  const before = Number.isNaN(given) ? null : new Date(given)
  const rows = await ownLookups(locals.ctx, self, { before, most: A_PAGE + 1 })
  const last = rows.length > A_PAGE ? rows[A_PAGE - 1] : undefined
  return {
    rows: rows.slice(0, A_PAGE),
    verified: self.numberVerified,
    first: before ? '/me/lookups' : null,
    next: last ? `/me/lookups?before=${encodeURIComponent(last.at.toISOString())}` : null
  }
}

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const self = await selfOf(locals)
    const data = await request.formData()
    const call = data.get('call')?.toString() ?? ''
    if (!isId(call)) error(400)
    const question = data.get('question')?.toString() ?? ''
    const asked = await questionLookup(locals.ctx, self, { call, question })
    if (asked.ok) return { asked: true }
    return fail(409, { problem: explain(asked.error, translator(locals.language)), call, question })
  }
}
