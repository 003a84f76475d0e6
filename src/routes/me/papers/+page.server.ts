import { error, fail, redirect } from '@sveltejs/kit'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { explainUpload, isUpload } from '#server/documents/index.ts'
import { person } from '#server/identity/index.ts'
import { bringOwn, dropOwn, OWN_MEGABYTES, ownStore, questionUse } from '#server/papers/index.ts'
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
    megabytes: OWN_MEGABYTES,
    first: after ? '/me/papers' : null,
    next: next && `/me/papers?after=${encodeURIComponent(next)}`
  }
}

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const self = await selfOf(locals)
    const data = await request.formData()
    const t = translator(locals.language)
    const said = (name: string) => data.get(name)?.toString() ?? ''
    if (data.has('drop')) {
      const dropped = await dropOwn(locals.ctx, self, said('drop'))
      return dropped.ok ? { dropped: true } : fail(409, { problem: explain(dropped.error, t) })
    }
    const file = data.get('file')
    if (file instanceof File) {
      const typed = { name: said('name'), number: said('number'), issuer: said('issuer'), issuedOn: said('issued-on') }
      const content = file.stream() as unknown as AsyncIterable<Uint8Array>
      const brought = await bringOwn(locals.ctx, self, { ...typed, file: content, fileName: file.name })
      if (brought.ok) return { brought: true }
      const { error: why } = brought
      return fail(409, { problem: isUpload(why) ? explainUpload(locals.language, why) : explain(why, t), typed })
    }
    const use = data.get('use')?.toString() ?? ''
    if (!isId(use)) error(400)
    const question = data.get('question')?.toString() ?? ''
    const asked = await questionUse(locals.ctx, self, { use, question })
    if (asked.ok) return { asked: true }
    return fail(409, { problem: explain(asked.error, t), use, question })
  }
}
