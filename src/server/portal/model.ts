import { z } from 'zod'
import type { FileRef } from '#server/documents/index.ts'
import type { Day } from '#server/platform/index.ts'

export type PublicationId = string & { readonly brand?: 'PublicationId' }
export type Kind = 'article' | 'directive'
export const PHASES = ['draft', 'review', 'returned', 'approved', 'scheduled', 'published', 'withdrawn'] as const
export type Phase = (typeof PHASES)[number]

/** A picture with its words: the caption is read by everybody, the alternative text by who cannot see it. */
export type Picture = {
  readonly file: FileRef
  readonly width: number
  readonly height: number
  /** The same in smaller sizes, the smallest first; what was published before there were any has none. */
  readonly smaller?: readonly { readonly file: FileRef; readonly width: number }[]
  readonly caption: string
  readonly source: string
  readonly alt: string
}
export type ArticleContent = {
  readonly kind: 'article'
  readonly language: 'vi' | 'en'
  readonly category: string
  readonly title: string
  readonly summary: string
  /** A safe subset of Markdown. */
  readonly body: string
  readonly author: string
  readonly picture: Picture | null
  readonly files: readonly FileRef[]
  readonly comments: boolean
}
export const DOCUMENT_KINDS = [
  'directive',
  'official-letter',
  'decision',
  'plan',
  'resolution',
  'conclusion',
  'notice'
] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
export type DirectiveContent = {
  readonly kind: 'directive'
  readonly documentKind: DocumentKind
  readonly number: string
  readonly issuedOn: Day
  readonly issuer: string
  readonly signer: string
  /** What it is about (trích yếu). */
  readonly title: string
  readonly summary: string
  readonly files: readonly FileRef[]
}
export type Content = ArticleContent | DirectiveContent

/** A correction that readers see below the text. */
export type Note = { readonly revision: number; readonly at: string; readonly words: string }
/** What the public sees: the last published revision, and when the first one came out. */
export type Shown = {
  readonly revision: number
  readonly firstAt: string
  readonly at: string
  readonly content: Content
  readonly notes: readonly Note[]
}

export type Publication = {
  readonly id: PublicationId
  readonly kind: Kind
  readonly version: number
  readonly phase: Phase
  /** What is being written, checked or published. */
  readonly content: Content
  /** Everybody who has written since the last publication: none of them may approve it. */
  readonly writers: readonly string[]
  readonly returnedBecause: string | null
  readonly approvedBy: string | null
  readonly publishAt: string | null
  /** What a correction says of itself; null for the first publication. */
  readonly correction: string | null
  readonly slug: string | null
  readonly revisions: number
  readonly notes: readonly Note[]
  readonly shown: Shown | null
}

const words = (most: number) =>
  z
    .string()
    .max(most, 'long')
    .transform(text => text.normalize('NFC').replaceAll('\r\n', '\n').replaceAll('\0', '').trim())
const needed = (most: number) => words(most).pipe(z.string().min(1, 'missing'))

/** An article as typed at the desk; its files come beside the form. */
export const ArticleInput = z.object({
  language: z.enum(['vi', 'en'], 'missing').default('vi'),
  category: z.string().min(1, 'missing').max(40),
  title: needed(200),
  summary: needed(600),
  body: needed(60_000),
  author: needed(120),
  comments: z
    .literal('on')
    .optional()
    .transform(on => on === 'on'),
  caption: words(300).default(''),
  source: words(200).default(''),
  alt: words(400).default('')
})
export type ArticleInput = z.infer<typeof ArticleInput>

export const DirectiveInput = z.object({
  documentKind: z.enum(DOCUMENT_KINDS, 'missing'),
  number: needed(80),
  issuedOn: z.iso.date('day'),
  issuer: needed(200),
  signer: words(120).default(''),
  title: needed(500),
  summary: words(4000).default('')
})
export type DirectiveInput = z.infer<typeof DirectiveInput>

export const CategoryInput = z.object({
  code: z
    .string()
    .trim()
    .max(40, 'long')
    .regex(/^[a-z]+(-[a-z]+)*$/, 'news-code'),
  name: needed(80),
  nameEn: words(80).default(''),
  place: z.coerce.number('missing').int('missing').min(0, 'missing').max(999, 'long').default(0),
  open: z
    .literal('on')
    .optional()
    .transform(on => on === 'on')
})
export type CategoryInput = z.infer<typeof CategoryInput>
export type Category = {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly place: number
  readonly open: boolean
}

export const CommentInput = z.object({
  name: needed(80),
  body: needed(2000)
})
export type CommentInput = z.infer<typeof CommentInput>
