import { keysOf } from '#server/catalogue/index.ts'
import { fold } from '#server/platform/index.ts'
import { plainOf } from './markdown.rules.ts'
import type { Content } from './model.ts'

const LONGEST = 60
const fits = (word: string): boolean => word.length > 0 && word.length <= LONGEST

/** Title, number and summary forgive slips as the catalogue does; of a long text only the words themselves, or all would fit. */
export function searchKeys(content: Content): string[] {
  const { title, summary } = content
  const near = content.kind === 'article' ? content.author : `${content.number} ${content.issuer} ${content.signer}`
  const far = content.kind === 'article' ? `${plainOf(content.body)} ${content.picture?.caption ?? ''}` : ''
  const keys = [...keysOf(fold(`${title} ${near} ${summary}`)), ...fold(far).split(' ')]
  return [...new Set(keys.filter(fits))]
}

/** What is found here comes first: the title, and the number of a document, folded. */
export const headingOf = (content: Content): string =>
  ` ${fold(content.kind === 'article' ? content.title : `${content.number} ${content.title}`)} `

/** A search as the views ask it: the query over the keys, and the words as typed, for the order. */
export type Sought = { readonly query: string; readonly words: readonly string[] }
