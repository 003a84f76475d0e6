import { fail, redirect } from '@sveltejs/kit'
import { keepPrivate, openedOrAsk, waitFor } from '#lib/server/following.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { explainUpload } from '#server/documents/index.ts'
import { dropReply, FILE_BYTES, follow, repliesOf, sendSupplement, uploadReply } from '#server/dossiers/index.ts'
import type { Actions, PageServerLoad } from './$types'

const addressOf = (code: string) => `/track/${encodeURIComponent(code)}`

export const load: PageServerLoad = async event => {
  keepPrivate(event)
  const { dossier } = await openedOrAsk(event)
  const [full, files] = await Promise.all([follow(event.locals.ctx, dossier), repliesOf(event.locals.ctx, dossier)])
  if (!full.may.supplement) redirect(303, addressOf(full.code))
  return { code: full.code, asked: full.asked, files, megabytes: FILE_BYTES / (1 << 20) }
}

export const actions: Actions = {
  default: async event => {
    const { ctx, language } = event.locals
    const t = translator(language)
    const own = await openedOrAsk(event)
    const data = await event.request.formData()
    const answers = own.dossier.asked.map((_, at) => String(data.get(`answer.${at}`) ?? '').slice(0, 2000))
    const errors: Record<string, string> = {}
    for (const at of own.dossier.asked.keys())
      for (const file of data.getAll(`files.${at}`)) {
        if (typeof file === 'string' || file.size === 0) continue
        const seconds = waitFor(event, 'upload')
        const stored =
          seconds > 0
            ? ({ ok: false, error: { code: 'too-many-requests', seconds } } as const)
            : await uploadReply(ctx, own, at, { name: file.name, stream: file.stream() })
        if (!stored.ok)
          errors[`files.${at}`] =
            stored.error.code === 'too-many-files' || stored.error.code === 'too-many-requests'
              ? explain(stored.error, t)
              : explainUpload(language, stored.error)
      }
    if (Object.keys(errors).length > 0) return fail(400, { answers, errors, problem: null })
    const [what, at, id = ''] = String(data.get('do') ?? '').split(':')
    if (what === 'drop') await dropReply(ctx, own, Number(at), id)
    if (what !== 'send') return { answers, errors, problem: null }
    const files = await repliesOf(ctx, own.dossier)
    const sent = await sendSupplement(
      ctx,
      own,
      answers.map((answer, index) => ({ answer, files: files[index] ?? [] }))
    )
    if (sent.ok) redirect(303, `${addressOf(own.dossier.code)}?sent=supplement`)
    if (sent.error.code !== 'replies-missing') return fail(409, { answers, errors, problem: explain(sent.error, t) })
    for (const index of sent.error.reasons) {
      const what = own.dossier.asked[index]?.about.name || t('citizen.supplement.whole')
      errors[`files.${index}`] = t('citizen.supplement.missing', { what })
    }
    return fail(400, { answers, errors, problem: null })
  }
}
