import { error, fail, redirect } from '@sveltejs/kit'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { person } from '#server/identity/index.ts'
import { ownStore, questionUse } from '#server/papers/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { Actions, PageServerLoad } from './$types'

async function selfOf({ ctx, session }: App.Locals) {
  if (!session) redirect(303, '/sign-in?back=/me/papers')
  return (await person(ctx, session.account)) ?? error(404)
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const self = await selfOf(locals)
  const after = url.searchParams.get('after')
  const { papers, next } = await ownStore(locals.ctx, self, after)
  return {
    papers,
    verified: self.numberVerified,
    first: after ? '/me/papers' : null,
    next: next && `/me/papers?after=${encodeURIComponent(next)}`
  }
}

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const self = await selfOf(locals)
    const data = await request.formData()
    const use = data.get('use')?.toString() ?? ''
    if (!isId(use)) error(400)
    const question = data.get('question')?.toString() ?? ''
    const asked = await questionUse(locals.ctx, self, { use, question })
    if (asked.ok) return { asked: true }
    return fail(409, { problem: explain(asked.error, translator(locals.language)), use, question })
  }
}
