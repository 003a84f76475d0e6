import { error, fail, redirect } from '@sveltejs/kit'
import type { FieldErrors } from '#lib/components/fields.ts'
import { deskOnly } from '#lib/server/desk.ts'
import { explain, NO_ERRORS, typedIn } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { explainUpload } from '#server/documents/index.ts'
import { scanPapers, scanScreen } from '#server/papers/index.ts'
import { explainSigning } from '#server/signatures/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'paper.scan')
  const screen = await scanScreen(ctx, event.params.code)
  if (!screen) error(404)
  const counted = (name: string) => Number(event.url.searchParams.get(name)) || 0
  const saved = event.url.searchParams.has('done')
  return {
    screen,
    ...{ saved, certified: counted('done'), waiting: counted('waiting'), unsigned: counted('unsigned') }
  }
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'paper.scan')
    const t = translator(event.locals.language)
    const data = await event.request.formData()
    const done = await scanPapers(ctx, event.params.code, data)
    if (!done.ok && done.error.code === 'not-found') error(404)
    if (!done.ok) {
      const faults = done.error.code === 'scan-refused' ? Object.entries(done.error.faults) : []
      const errors = faults.map(([at, fault]) => {
        const said = t.has(`refusal.${fault.code}`) && !('allowed' in fault) && !('limit' in fault)
        return [`file-${at}`, said ? explain(fault, t) : explainUpload(ctx.language, fault as never)] as const
      })
      const problem = faults.length > 0 ? t('copy.wrong') : explain(done.error, t)
      return fail(409, {
        problem,
        errors: Object.fromEntries(errors) as FieldErrors,
        values: typedIn(data),
        refused: []
      })
    }
    const { certified, waiting, unsigned } = done.value
    const refused = done.value.refused.map(({ name, refusal }) => ({
      name,
      why: explainSigning(ctx.language, refusal) ?? explain(refusal, t)
    }))
    if (refused.length > 0) return fail(409, { problem: null, errors: NO_ERRORS, values: typedIn(data), refused })
    const counts = new URLSearchParams({ done: `${certified}`, waiting: `${waiting}`, unsigned: `${unsigned}` })
    redirect(303, `/desk/dossiers/${encodeURIComponent(event.params.code)}/scan?${counts}`)
  }
}
