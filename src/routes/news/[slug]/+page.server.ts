import { error, fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { explain, parseForm, typedIn } from '#lib/server/forms.ts'
import { waitFor } from '#lib/server/following.ts'
import { countView, articleScreen, CommentInput, giveStars, isWithdrawn, newsScreen } from '#server/portal/index.ts'
import { sendComment } from '#server/portal/index.ts'
import { isAhead, readerOf, voterOf, voting } from '#lib/server/reader.ts'
import { translator } from '#lib/text.ts'
import type { Actions, PageServerLoad } from './$types'

/** A category, or an article: the addresses of articles end in a number. */
export const load: PageServerLoad = async event => {
  const { ctx } = event.locals
  const { slug } = event.params
  const asked = event.url.searchParams
  if (!/\d$/.test(slug)) return { article: null, list: (await newsScreen(ctx, slug, asked)) ?? error(404) }
  const article = await articleScreen(ctx, slug, voterOf(event))
  if (!article) error((await isWithdrawn(ctx, 'article', slug)) ? 410 : 404)
  if (!isAhead(event)) await countView(ctx, article.id, readerOf(event))
  const done = { plain: asked.has('plain'), rated: asked.has('rated'), sent: asked.has('sent') }
  return { list: null, article: { ...article, ...done }, reader: ctx.actor.kind === 'citizen' ? ctx.actor.name : '' }
}

const found = async (event: RequestEvent<{ slug: string }>) =>
  (await articleScreen(event.locals.ctx, event.params.slug, null)) ?? error(404)

export const actions: Actions = {
  rate: async event => {
    const t = translator(event.locals.language)
    const article = await found(event)
    const stars = Number((await event.request.formData()).get('stars'))
    if (waitFor(event, 'news-voice') > 0) return fail(429, { about: 'rate', message: t('refusal.news-slow') })
    const rated = await giveStars(event.locals.ctx, article.id, voting(event), stars)
    if (!rated.ok) return fail(409, { about: 'rate', message: explain(rated.error, t) })
    redirect(303, `${article.href}?rated#rating`)
  },
  comment: async event => {
    const t = translator(event.locals.language)
    const article = await found(event)
    const data = await event.request.formData()
    const form = parseForm(CommentInput, data, t)
    if (!form.ok) return fail(400, { about: 'comment', values: form.values, errors: form.errors })
    if (waitFor(event, 'news-voice') > 0)
      return fail(429, { about: 'comment', values: typedIn(data), message: t('refusal.news-slow') })
    // The field that nobody sees is filled by programs only; they are thanked like everybody else.
    if (!data.get('address')) {
      const sent = await sendComment(event.locals.ctx, article.id, form.value)
      if (!sent.ok) return fail(409, { about: 'comment', values: typedIn(data), message: explain(sent.error, t) })
    }
    redirect(303, `${article.href}?sent#comments`)
  }
}
