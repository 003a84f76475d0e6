import type { Ctx } from '#server/platform/index.ts'
import { feedScreen } from './screens.ts'
import { escaped, filled, wordsOf } from './words.ts'

/** The editions of an agency as Atom (RFC 4287), for its own site; null for an unknown agency. */
export async function atomFeed(ctx: Ctx, agency: string): Promise<string | null> {
  const screen = await feedScreen(ctx, agency)
  if (!screen) return null
  const words = wordsOf(ctx.language)
  const { origin } = ctx.province
  const self = `${origin}/late/${agency}/feed.xml`
  const updated = (screen.items[0]?.publishedAt ?? new Date(0)).toISOString()
  const entries = screen.items.map(({ month, number, publishedAt, public: { base } }) => {
    const link = `${origin}/late/${agency}/${month}`
    const facts = {
      month: month.split('-').reverse().join('/'),
      edition: number,
      handled: base.handled,
      late: base.late
    }
    return `<entry><id>${link}#edition-${number}</id><title>${escaped(filled(words['late-list.feed-entry'], facts))}</title><link href="${link}"/><updated>${publishedAt.toISOString()}</updated><summary>${escaped(filled(words['late-list.base'], facts))}</summary></entry>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${ctx.language}"><id>${self}</id><title>${escaped(filled(words['late-list.feed-title'], { agency: screen.name }))}</title><updated>${updated}</updated><author><name>${escaped(screen.name ?? agency)}</name></author><link rel="self" href="${self}"/>
${entries.join('\n')}
</feed>
`
}
