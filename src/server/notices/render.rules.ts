import type { Language } from '#server/platform/index.ts'

/** What a message is made of; text and HTML are two ways to write the same blocks. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'link'; readonly label: string; readonly href: string }

export const asText = (blocks: readonly Block[]): string => `${blocks.map(textOf).join('\n\n')}\n`

function textOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'strong':
      return block.text
    case 'list':
      return block.items.map(item => `- ${item}`).join('\n')
    case 'facts':
      return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n')
    case 'link':
      return `${block.label}: ${block.href}`
    default:
      return block satisfies never
  }
}

/** HTML without style, so that every mail program shows it its own way. */
export const asHtml = (language: Language, subject: string, blocks: readonly Block[]): string =>
  `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><title>${safe(subject)}</title></head>\n` +
  `<body>\n${blocks.map(htmlOf).join('\n')}\n</body></html>\n`

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${safe(block.text).replaceAll('\n', '<br>')}</p>`
    case 'strong':
      return `<p><strong>${safe(block.text)}</strong></p>`
    case 'list':
      return `<ul>${block.items.map(item => `<li>${safe(item)}</li>`).join('')}</ul>`
    case 'facts':
      return `<p>${block.rows.map(([label, value]) => `${safe(label)}: <strong>${safe(value)}</strong>`).join('<br>\n')}</p>`
    case 'link':
      return `<p><a href="${safe(block.href)}">${safe(block.label)}</a></p>`
    default:
      return block satisfies never
  }
}

const ENTITY: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const safe = (text: string) => text.replace(/[&<>"']/g, letter => ENTITY[letter]!)
