import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { SCAN_BYTES, scansOf, takeScan } from '#server/desk/index.ts'
import { explainUpload } from '#server/documents/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => ({
  scans: await scansOf(deskOnly(event, 'dossier.receive')),
  megabytes: SCAN_BYTES / (1 << 20)
})

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'dossier.receive')
    const file = (await event.request.formData()).get('file')
    if (!(file instanceof File) || file.size === 0) return fail(400, { missing: true, message: '' })
    const taken = await takeScan(ctx, { name: file.name, stream: file.stream() })
    if (!taken.ok) return fail(400, { missing: false, message: explainUpload(ctx.language, taken.error) })
    redirect(303, `/desk/reading/${taken.value.id}`)
  }
}
