import type { Ctx, Language } from '#server/platform/index.ts'
import { text as en } from '../late-list.text.en.ts'
import { text as vi } from '../late-list.text.vi.ts'
import { feedScreen } from './screens.ts'

/** Words as they may stand in markup. */
export const escaped = (words: string): string =>
  words.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)
export const filled = (words: string, facts: Readonly<Record<string, string | number>>): string =>
  words.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))

export const wordsOf = (language: Language) => (language === 'en' ? en : vi)

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
