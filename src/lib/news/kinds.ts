import type { DirectiveContent } from '#server/portal/index.ts'

type Kind = DirectiveContent['documentKind']
/** Kinds of documents in the order people look for them. */
export const KINDS = [
  'directive',
  'official-letter',
  'decision',
  'plan',
  'resolution',
  'conclusion',
  'notice'
] as const satisfies readonly Kind[]
