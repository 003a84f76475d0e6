import { error, fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { mapRule, onceScreen } from '#server/papers/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'papers.once-only')
  const { searchParams } = event.url
  const [words, open, after] = [searchParams.get('q') ?? '', searchParams.has('open'), searchParams.get('after')]
  const screen = await onceScreen(ctx, { words: words.slice(0, 200), open, after })
  const address = (from: string | null) => {
    const asked = [
      ...(words ? [['q', words]] : []),
      ...(open ? [['open', '1']] : []),
      ...(from ? [['after', from]] : [])
    ]
    return `/desk/admin/once-only${asked.length > 0 ? `?${new URLSearchParams(asked as [string, string][])}` : ''}`
  }
  return {
    ...{ ...screen, words, open },
    first: after ? address(null) : null,
    next: screen.next && address(screen.next)
  }
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'papers.once-only')
    const data = await event.request.formData()
    const id = data.get('rule')?.toString() ?? ''
    if (!/^\d{1,15}$/.test(id)) error(400)
    const mapped = await mapRule(ctx, id, data.get('paper')?.toString() ?? '')
    return mapped.ok ? { saved: id } : fail(409, { problem: explain(mapped.error, translator(ctx.language)) })
  }
}
