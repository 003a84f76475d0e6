import { json } from '@sveltejs/kit'
import { formatClock } from '#lib/format.ts'
import { openFiling } from '#lib/server/filing.ts'
import { partAt, savePost, takeFile } from '#lib/server/filing.post.ts'
import { translator } from '#lib/text.ts'
import { viewsOf } from '#server/dossiers/index.ts'
import type { View } from '#server/dossiers/index.ts'
import type { RequestHandler } from './$types'

/** Autosave: keeps what is typed and answers which parts of the page are asked now. */
export const PATCH: RequestHandler = async event => {
  const { locals } = event
  const filing = await openFiling(event)
  const saved = await savePost(event, filing, await event.request.formData())
  if (!saved.ok) return json({ code: saved.error.code }, { status: 413 })
  const time = formatClock(locals.ctx.now())
  return json({
    hidden: Object.fromEntries(hiddenIn(viewsOf(locals.language, saved.value.part.nodes))),
    clear: [...saved.value.cleared].filter(name => saved.value.fresh.has(name)),
    saved: translator(locals.language)('citizen.apply.autosaved', { time })
  })
}

const hiddenIn = (views: readonly View[]): [string, boolean][] =>
  views.flatMap((view): [string, boolean][] => {
    switch (view.kind) {
      case 'text':
        return []
      case 'group':
        return [[view.name, view.hidden], ...hiddenIn(view.views)]
      case 'list':
        return [[view.name, view.hidden], ...view.rows.flatMap(hiddenIn)]
      default:
        return [[view.name, view.hidden]]
    }
  })

/** One file as it is, its question and name in the address. */
export const PUT: RequestHandler = async event => {
  const filing = await openFiling(event)
  const { request, url, params } = event
  const part = partAt(filing, params.step)
  const field = url.searchParams.get('field') ?? ''
  const name = url.searchParams.get('name') ?? ''
  if (!request.body) return json({ problem: '' }, { status: 400 })
  const problem = await takeFile(event, filing, part, field, { name, stream: request.body })
  return problem ? json({ problem }, { status: 422 }) : json({ ok: true })
}
