import { fail, redirect } from '@sveltejs/kit'
import { openFiling, wayOf } from '#lib/server/filing.ts'
import { needLevel } from '#lib/server/sign-on.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { explainRefusal, nextStep, submitDraft, summaryOf, titleOf } from '#server/dossiers/index.ts'
import { wordsIn } from '#server/platform/language.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const { language, ctx } = event.locals
  const filing = await openFiling(event)
  await needLevel(event, `file:${filing.draft.procedure}`)
  const { sheet, draft, address } = filing
  const step = nextStep(sheet.parts, draft.body.done)
  if (step !== 'review') redirect(303, `${address}/${step}`)
  const t = translator(language)
  const title = (key: string) =>
    key === 'review' ? t('citizen.apply.review') : titleOf(language, sheet.parts.find(each => each.key === key)!.title)
  return {
    address,
    name: wordsIn(language, sheet.content.name),
    steps: wayOf(filing, 'review', title),
    parts: sheet.parts
      .filter(part => part.asked)
      .map(part => ({ ...summaryOf(language, part), change: `${address}/${part.key}` })),
    may: ctx.actor.may('dossier.file')
  }
}

export const actions: Actions = {
  default: async event => {
    const { ctx, language } = event.locals
    const t = translator(language)
    const { draft, owner, sheet, address } = await openFiling(event)
    await needLevel(event, `file:${draft.procedure}`)
    if ((await event.request.formData()).get('promise') === null)
      return fail(400, { errors: { promise: t('citizen.apply.review.promise.error') }, problem: null })
    const sent = await submitDraft(ctx, draft, owner, sheet)
    if (sent.ok) redirect(303, `/apply/done/${encodeURIComponent(sent.value.code)}`)
    if (sent.error.code === 'draft-unfinished') redirect(303, `${address}/${sent.error.step}`)
    const problem = sent.error.code === 'phase-wrong' ? explainRefusal(sent.error, language) : explain(sent.error, t)
    return fail(409, { errors: { promise: undefined }, problem })
  }
}
