import type { Content, Phase } from './model.ts'

export type Command =
  | { readonly kind: 'write'; readonly content: Content }
  | { readonly kind: 'submit' }
  | { readonly kind: 'return'; readonly because: string }
  | { readonly kind: 'approve' }
  | { readonly kind: 'schedule'; readonly at: string }
  | { readonly kind: 'unschedule' }
  | { readonly kind: 'publish'; readonly slug: string }
  | { readonly kind: 'correct'; readonly because: string }
  | { readonly kind: 'drop-correction' }
  | { readonly kind: 'withdraw'; readonly because: string }

/** Who acts, by account; null is the system. */
export type Facts = { readonly now: Date; readonly by: string | null }

export type PublicationRefusal =
  | { readonly code: 'news-missing' | 'news-exists' | 'news-kind' | 'news-words-missing' }
  | { readonly code: 'news-own-work' | 'news-alt-missing' | 'news-file-missing' | 'news-not-later' | 'news-embargo' }
  | { readonly code: 'news-phase'; readonly phase: Phase }
