/** A rectangle on the upright, straightened page: left, top, right, bottom in its pixels. */
export type Box = readonly [number, number, number, number]

/** A word as it was read; `sure` from 0 to 1 is what the reader itself believes. */
export type Word = { readonly text: string; readonly sure: number; readonly box: Box }
export type Line = { readonly words: readonly Word[]; readonly box: Box }

/** A page as it was read. `turned` (quarter turns) and `skew` (degrees) were undone before: boxes speak of the result. */
export type Page = {
  readonly width: number
  readonly height: number
  readonly turned: 0 | 90 | 180 | 270
  readonly skew: number
  readonly lines: readonly Line[]
}

/** What a QR code says, by what it is. */
export const CODE_KINDS = ['identity-card', 'payment', 'receipt', 'other'] as const
export type CodeKind = (typeof CODE_KINDS)[number]
export type Code = {
  readonly kind: CodeKind
  readonly text: string
  readonly page: number
  readonly place: Box
  /** What the text says, field by field; empty when it is none of the kinds we know. */
  readonly says: Readonly<Record<string, string>>
}

/** The machine-readable zone on the back of a card; `valid` says that every check digit agrees. */
export type Zone = {
  readonly valid: boolean
  readonly lines: readonly string[]
  readonly number: string
  readonly document: string
  /** Without marks: the zone has none. */
  readonly name: string
  readonly birth: string
  readonly sex: 'male' | 'female' | null
  readonly expires: string
  readonly nationality: string
  readonly page: number
  readonly place: Box
}

export const FIELDS = [
  'number',
  'name',
  'birth',
  'sex',
  'address',
  'phone',
  'email',
  'issued',
  'expires',
  'code',
  'bank',
  'account',
  'amount',
  'purpose'
] as const
export type FieldName = (typeof FIELDS)[number]

/** A field that the paper seems to say, for a person to see before it is used. */
export type Proposed = {
  readonly value: string
  /** From 0 to 1. */
  readonly confidence: number
  readonly source: 'qr' | 'mrz' | 'text'
  readonly page: number
  readonly place: Box
}
export type ProposedFields = Partial<Record<FieldName, Proposed>>

export const KINDS = [
  'identity-card',
  'identity-card-back',
  'payment',
  'receipt',
  'form',
  'document',
  'picture'
] as const
export type Kind = (typeof KINDS)[number]

export type Reading = {
  readonly kind: Kind
  readonly pages: readonly Page[]
  readonly codes: readonly Code[]
  readonly zone: Zone | null
  readonly fields: ProposedFields
  readonly text: string
}

/** Changed when the reader gets better, so that what an older one read may be read again. */
export const READER_VERSION = 1

/** What one file may cost. Beyond it the file is refused with the limit in the words. */
export const LIMITS = {
  bytes: 50 * 1024 * 1024,
  pages: 100,
  /** In all of one picture or page; a 100-megapixel photograph is refused. */
  pixels: 60_000_000,
  /** Resident memory of the reading process. */
  memory: 1536 * 1024 * 1024,
  /** For one page; the whole file has that times its pages, at most `seconds.file`. */
  seconds: { page: 90, file: 1800 }
} as const

export type ReadRefusal =
  | { readonly code: 'broken' | 'encrypted' | 'not-readable-type' | 'heic' | 'out-of-memory' | 'reader-failed' }
  | { readonly code: 'too-many-pages'; readonly pages: number; readonly limit: number }
  | { readonly code: 'too-many-pixels'; readonly pixels: number; readonly limit: number }
  | { readonly code: 'too-many-bytes'; readonly limit: number }
  | { readonly code: 'too-slow'; readonly limit: number }
