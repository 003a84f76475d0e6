import { indexReader, todayOf } from '#lib/server/indices.ts'
import { computedCriteria } from '#server/indices/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = indexReader({ locals, url })
  const today = todayOf(ctx)
  const quarter = url.searchParams.has('quarter')
    ? Number(url.searchParams.get('quarter'))
    : Math.ceil(Number(today.slice(5, 7)) / 3)
  const asked = quarter >= 1 && quarter <= 4 ? quarter : null
  const more = Math.min(100_000, Math.max(1, Math.floor(Number(url.searchParams.get('more'))) || 14))
  const year = Number(today.slice(0, 4))
  const found = await computedCriteria(ctx, year, asked, more)
  const rows = found.map(({ node, ...one }) => ({
    ...one,
    key: node.key,
    code: node.code,
    name: wordsIn(ctx.language, node.name),
    maximum: node.maximum!
  }))
  const cheapest = rows
    .filter(({ next }) => next !== null)
    .sort((a, b) => b.next!.gain / b.next!.more - a.next!.gain / a.next!.more)
  return { rows, cheapest, quarter: asked, more, year }
}
