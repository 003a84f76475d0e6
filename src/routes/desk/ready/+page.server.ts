import { fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { codeIn } from '#server/documents/index.ts'
import { explainRefusal, handOver, readyResults, typedFrom } from '#server/dossiers/index.ts'
import { fold } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'dossier.return')
  const asked = event.url.searchParams.get('q') ?? ''
  const code = codeIn(asked)
  return {
    asked: code ?? asked,
    rows: await readyResults(ctx, (code ?? asked).trim().toLowerCase(), fold(code ?? asked))
  }
}

export const actions: Actions = {
  // No address after it: the name of who took the result belongs in no log.
  default: async event => {
    const ctx = deskOnly(event, 'dossier.return')
    const { code = '', to = '' } = typedFrom((await event.request.formData()).entries())
    const handed = await handOver(ctx, code, to)
    return handed.ok
      ? { done: { code, to: to.trim() } }
      : fail(409, { code, to, message: explainRefusal(handed.error, ctx.language) })
  }
}
