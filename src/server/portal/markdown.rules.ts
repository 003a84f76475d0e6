import { lexer } from 'marked'
import type { Token, Tokens } from 'marked'

/**
 * The text of an article as HTML. The library only reads; every tag that comes out is written here, and whatever else
 * stands in the text (HTML too) comes out as the letters it is. The largest heading used, whichever it is, stands below
 * the page's title, and none is skipped after it.
 */
export function htmlOf(markdown: string): string {
  const tokens = lexer(markdown, { gfm: true, breaks: false })
  const depths = tokens.flatMap(token => (token.type === 'heading' ? [(token as Tokens.Heading).depth] : []))
  const used = [...new Set(depths)].sort()
  return joined(
    tokens.map(token => {
      if (token.type !== 'heading') return block(token)
      const level = Math.min(used.indexOf((token as Tokens.Heading).depth) + 2, 4)
      return `<h${level}>${inner(token)}</h${level}>`
    })
  )
}

/** The same text as plain words, for search and summaries. */
export const plainOf = (markdown: string): string =>
  htmlOf(markdown)
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()

/** Words as they may stand in markup. */
export const escaped = (words: string): string =>
  words.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)

/** Where a link may lead: a page of our own, another site, mail, a telephone; null for all else. */
export function safeAddress(href: string): string | null {
  const address = href.trim()
  // eslint-disable-next-line no-control-regex
  if (/[\x00-\x20\\]/.test(address)) return null
  if (/^\/(?!\/)/.test(address) || /^#[\w-]+$/.test(address)) return address
  return /^(https?:\/\/[^/?#]+|mailto:[^?]+|tel:\+?\d)/i.test(address) ? address : null
}

const joined = (parts: readonly string[]): string => parts.filter(html => html !== '').join('\n')
const blocks = (tokens: readonly Token[]): string => joined(tokens.map(block))

function block(token: Token): string {
  switch (token.type) {
    case 'space':
    case 'def':
      return ''
    // Within a list or a quotation a heading is only a strong line: the outline of the page is not theirs.
    case 'heading':
      return `<p><strong>${inner(token)}</strong></p>`
    case 'paragraph':
      return `<p>${inner(token)}</p>`
    case 'text':
      return inner(token)
    case 'blockquote':
      return `<blockquote>${blocks((token as Tokens.Blockquote).tokens)}</blockquote>`
    case 'list':
      return list(token as Tokens.List)
    case 'table':
      return table(token as Tokens.Table)
    case 'code':
      return `<pre tabindex="0"><code>${escaped((token as Tokens.Code).text)}</code></pre>`
    case 'hr':
      return '<hr>'
    default:
      return `<p>${escaped(token.raw.trim())}</p>`
  }
}

function list({ ordered, start, items }: Tokens.List): string {
  const name = ordered ? 'ol' : 'ul'
  const from = ordered && typeof start === 'number' && start !== 1 ? ` start="${start}"` : ''
  const lines = items.map(({ tokens }) => `<li>${blocks(tokens.filter(({ type }) => type !== 'checkbox'))}</li>`)
  return `<${name}${from}>${lines.join('')}</${name}>`
}

/** Alignment would be an inline style; figures line up by the stylesheet. */
function table({ header, rows }: Tokens.Table): string {
  const cell = (name: 'th scope="col"' | 'td') => (each: Tokens.TableCell) =>
    `<${name}>${inline(each.tokens)}</${name.slice(0, 2)}>`
  const body = rows.map(row => `<tr>${row.map(cell('td')).join('')}</tr>`).join('')
  const head = `<tr>${header.map(cell('th scope="col"')).join('')}</tr>`
  return `<div class="table-scroll" tabindex="0"><table><thead>${head}</thead><tbody>${body}</tbody></table></div>`
}

const inner = (token: Token): string => {
  const { tokens, text, raw } = token as { tokens?: Token[]; text?: string; raw: string }
  return tokens ? inline(tokens) : escaped(text ?? raw)
}
const inline = (tokens: readonly Token[]): string => tokens.map(piece).join('')

function piece(token: Token): string {
  switch (token.type) {
    case 'text':
    case 'escape':
      return 'tokens' in token && token.tokens ? inline(token.tokens) : escaped((token as Tokens.Text).text)
    case 'strong':
      return `<strong>${inner(token)}</strong>`
    case 'em':
      return `<em>${inner(token)}</em>`
    case 'del':
      return `<del>${inner(token)}</del>`
    case 'codespan':
      return `<code>${escaped((token as Tokens.Codespan).text)}</code>`
    case 'br':
      return '<br>'
    case 'link': {
      const address = safeAddress((token as Tokens.Link).href)
      const outside = address !== null && /^http/i.test(address) ? ' rel="noopener noreferrer"' : ''
      return address === null ? inner(token) : `<a href="${escaped(address)}"${outside}>${inner(token)}</a>`
    }
    case 'image':
      // Pictures come with their caption, source and alternative text beside the text, never inside it.
      return escaped((token as Tokens.Image).text)
    default:
      return escaped(token.raw)
  }
}
