import { fail, redirect } from '@sveltejs/kit'
import { explain } from '#lib/server/forms.ts'
import { offersHere, openFiling, paperOf, wayOf } from '#lib/server/filing.ts'
import { savePost, takeFiles } from '#lib/server/filing.post.ts'
import { translator } from '#lib/text.ts'
import { errorsOf, nextStep, titleOf, viewsOf } from '#server/dossiers/index.ts'
import { person } from '#server/identity/index.ts'
import { canPrefill } from '#server/linkage/index.ts'
import { offersShown, takeIntoDraft } from '#server/papers/index.ts'
import { wordsIn } from '#server/platform/language.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const { language } = event.locals
  const filing = await openFiling(event)
  const { sheet, draft, address } = filing
  const part = sheet.parts.find(each => each.key === event.params.step && each.asked)
  if (!part) redirect(303, `${address}/${nextStep(sheet.parts, draft.body.done)}`)
  const t = translator(language)
  const title = (key: string) =>
    key === 'review' ? t('citizen.apply.review') : titleOf(language, sheet.parts.find(each => each.key === key)!.title)
  const asked = sheet.parts.filter(each => each.asked)
  const before = asked[asked.indexOf(part) - 1]
  const { ctx, session } = event.locals
  const self = session && !before ? await person(ctx, session.account) : undefined
  return {
    address,
    name: wordsIn(language, sheet.content.name),
    title: title(part.key),
    back: before ? `${address}/${before.key}` : `/apply/${sheet.content.code}`,
    steps: wayOf(filing, part.key, title),
    views: viewsOf(language, part.nodes),
    offers: offersHere(offersShown(ctx, filing.offers), part.nodes),
    known: asked.indexOf(part) === 1 && sheet.parts.some(each => !each.asked && each.nodes.some(node => !node.hidden)),
    population: self && canPrefill(ctx, self) ? `${address}/population` : null,
    savedAt: draft.updatedAt
  }
}

export const actions: Actions = {
  default: async event => {
    const { language } = event.locals
    const filing = await openFiling(event)
    const data = await event.request.formData()
    const saved = await savePost(event, filing, data)
    if (!saved.ok)
      return fail(413, { errors: {}, more: false, problem: translator(language)('citizen.apply.post-too-large') })
    const { part, address, fresh, next } = saved.value
    const refused = await takeFiles(event, filing, part, data)
    if (Object.keys(refused).length > 0) return fail(400, { errors: refused, more: false, problem: null })
    const [what, name = '', row = ''] = String(data.get('do') ?? 'continue').split(':')
    if (what === 'take') {
      const offer = filing.offers.find(({ paper }) => paper === paperOf(part.nodes, name))
      const taken = await takeIntoDraft(event.locals.ctx, { ...filing, field: name }, offer, row)
      if (!taken.ok) return fail(404, { errors: {}, more: false, problem: explain(taken.error, translator(language)) })
    }
    if (what === 'save') redirect(303, '/apply')
    if (what !== 'continue')
      redirect(303, `${address}/${part.key}${row && what === 'add' ? `#row-${name}-${row}` : ''}`)
    const step = await next()
    if (step) redirect(303, `${address}/${step}`)
    const { part: now } = await saved.value.again()
    const errors = errorsOf(language, now)
    const shown = Object.fromEntries(Object.entries(errors).filter(([field]) => !fresh.has(field)))
    return fail(400, { errors: shown, more: Object.keys(shown).length === 0, problem: null })
  }
}
