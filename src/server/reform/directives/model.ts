import { z } from 'zod'
import type { FileRef } from '#server/documents/index.ts'
import type { Day } from '#server/platform/index.ts'

export const DIRECTIVE_KINDS = [
  'resolution',
  'directive',
  'official-letter',
  'conclusion',
  'decision',
  'plan',
  'meeting'
] as const
export type DirectiveKind = (typeof DIRECTIVE_KINDS)[number]

/** A document that gives tasks. */
export type Directive = {
  readonly id: string
  readonly number: string
  readonly issuedOn: Day
  readonly issuer: string
  readonly kind: DirectiveKind
  readonly abstract: string
  readonly signer: string
  readonly file: FileRef | null
  readonly body: string
  readonly recalls: string | null
  readonly recallsWords: string
}

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most, 'long')
    .transform(text => text.normalize('NFC'))
export const DirectiveInput = z.object({
  number: line(80).pipe(z.string().min(1, 'missing')),
  issuedOn: z.iso.date('day'),
  issuer: line(200).pipe(z.string().min(1, 'missing')),
  kind: z.enum(DIRECTIVE_KINDS, 'missing'),
  abstract: line(500).pipe(z.string().min(1, 'missing')),
  signer: line(120).default(''),
  recalls: z.union([z.literal(''), z.uuid('missing')]).default(''),
  recallsWords: line(300).default(''),
  body: z
    .string()
    .max(400_000, 'long')
    .transform(text => text.normalize('NFC'))
    .default('')
})
export type DirectiveInput = z.infer<typeof DirectiveInput>
