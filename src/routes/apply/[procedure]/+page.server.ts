import { error, fail, redirect } from '@sveltejs/kit'
import { draftOwner } from '#lib/server/filing.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { feeOf, limitFor, limitWords } from '#server/catalogue/index.ts'
import { filingBarrier, groundOf, startDraft } from '#server/dossiers/index.ts'
import { wordsIn } from '#server/platform/language.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { ctx, language }, params }) => {
  const ground = await groundOf(ctx, params.procedure)
  if (!ground) error(404)
  const { content } = ground
  const limit = limitFor(content, { channel: 'online' })
  return {
    barrier: await filingBarrier(ctx, ground),
    code: content.code,
    name: wordsIn(language, content.name),
    papers: content.papers.map(({ code, name, required, when, case: of }) => ({
      here: content.form !== null && code === 'to-khai',
      name: wordsIn(language, name),
      ifAny: !required || when !== undefined || of !== '',
      of
    })),
    limit: limit ? limitWords(language, limit) : null,
    fee: feeOf(content.fees, { channel: 'online' }).total,
    applicants: content.applicants,
    conditions: content.conditions.split('\n').filter(line => line.trim() !== '')
  }
}

export const actions: Actions = {
  default: async event => {
    const { ctx, language } = event.locals
    const t = translator(language)
    const ground = await groundOf(ctx, event.params.procedure)
    if (!ground || (await filingBarrier(ctx, ground))) error(404)
    const ticked = (await event.request.formData()).get('eligible') !== null
    if (ground.content.conditions.trim() !== '' && !ticked)
      return fail(400, { errors: { eligible: t('citizen.apply.eligible.error') }, problem: null })
    const owner = (await draftOwner(event, true))!
    const started = await startDraft(ctx, owner, ground.content.code)
    if (!started.ok) return fail(409, { errors: { eligible: undefined }, problem: explain(started.error, t) })
    redirect(303, `/apply/${encodeURIComponent(ground.content.code)}/${started.value.id}/who`)
  }
}
