import { deskOnly } from '#lib/server/desk.ts'
import { fail, redirect } from '@sveltejs/kit'
import { typedIn } from '#lib/server/forms.ts'
import { orFail } from '#lib/server/webhooks.ts'
import { translator } from '#lib/text.ts'
import { importRuns, rehearseImport } from '#server/transfer/index.ts'
import type { Actions, PageServerLoad } from './$types'

const MOST_BYTES = 20 * 1024 * 1024

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'transfer.import')
  return { runs: await importRuns(ctx) }
}

export const actions: Actions = {
  rehearse: async event => {
    const {
      locals: { ctx, language },
      request
    } = event
    deskOnly(event, 'transfer.import')
    const data = await request.formData()
    const file = data.get('file')
    if (!(file instanceof File) || file.size === 0 || file.size > MOST_BYTES)
      return fail(400, { errors: { file: translator(language)('transfer.file-missing') }, values: typedIn(data) })
    const source = String(data.get('source') ?? '').trim() || null
    const bytes = new Uint8Array(await file.arrayBuffer())
    const rehearsed = await rehearseImport(ctx, { name: file.name.slice(0, 200), bytes, source })
    if (!rehearsed.ok) return orFail(ctx, rehearsed, typedIn(data))
    redirect(303, `/desk/admin/import/${rehearsed.value.id}`)
  }
}
