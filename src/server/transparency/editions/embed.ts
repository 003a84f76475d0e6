import type { Ctx } from '#server/platform/index.ts'
import { policyOf } from './policy.ts'
import { feedScreen } from './screens.ts'
import { escaped, filled, wordsOf } from './words.ts'

const SHOWN = 6

/** The newest editions of an agency as a small page of its own, and who may frame it; null for an unknown agency. */
export async function embedBlock(ctx: Ctx, agency: string): Promise<{ html: string; frames: string } | null> {
  const [screen, { embedOn }] = await Promise.all([feedScreen(ctx, agency), policyOf(ctx)])
  if (!screen) return null
  const words = wordsOf(ctx.language)
  const newest = [...new Map(screen.items.toReversed().map(item => [item.month, item])).values()]
    .sort((a, b) => (a.month < b.month ? 1 : -1))
    .slice(0, SHOWN)
  const title = escaped(filled(words['late-list.feed-title'], { agency: screen.name }))
  const items = newest.map(({ month, public: { base } }) => {
    const shown = month.split('-').reverse().join('/')
    const { handled, late } = base
    return `<li><a href="${ctx.province.origin}/late/${escaped(agency)}/${month}" target="_top">${shown}</a>: ${escaped(filled(words['late-list.base'], { handled, late }))}</li>`
  })
  const body = items.length > 0 ? `<ul>${items.join('')}</ul>` : `<p>${escaped(words['late-list.none-published'])}</p>`
  const html = `<!doctype html><html lang="${ctx.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><link rel="stylesheet" href="/late-embed.css"></head><body><main><h1>${title}</h1>${body}</main></body></html>`
  return { html, frames: embedOn.length > 0 ? embedOn.join(' ') : "'none'" }
}
