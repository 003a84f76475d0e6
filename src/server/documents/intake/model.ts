/** What one file may hold, as the operator has set it. */
export type FileLimits = { readonly pages: number; readonly pixels: number }

/** What nobody sets: beyond it a file is made to harm, or the machine would be harmed by looking at it. */
export const BOUNDS = {
  /** Numbered things in a PDF; a scan has four a page. */
  objects: 500_000,
  /** The longest side of a page in points: what the format itself allows, 5 metres. */
  side: 14_400,
  /** Pixels of one picture within a PDF, counted from what it declares. */
  pixels: 250_000_000,
  /** What one packed part (not a picture) may become, and all of them together. */
  unpacked: 64 << 20,
  unpackedInAll: 512 << 20,
  /** Decoded to see whether pictures are whole; of the pages after that only the heads are read. */
  decoded: 600_000_000,
  /** Resident memory of the looking process, and how long it may look at one file. */
  memory: 900 * 1024 * 1024,
  seconds: 60
} as const

/** Why a file is not taken in, though its type is one of those we take. */
export const INTAKE_CODES = [
  'broken',
  'pdf-encrypted',
  'pdf-script',
  'pdf-launch',
  'pdf-xfa',
  'pdf-attachments',
  'too-many-pages',
  'too-many-pixels',
  'bomb',
  'too-heavy'
] as const
export type IntakeCode = (typeof INTAKE_CODES)[number]
export type IntakeRefusal =
  | { readonly code: Exclude<IntakeCode, 'pdf-attachments' | 'too-many-pages' | 'too-many-pixels'> }
  | { readonly code: 'pdf-attachments'; readonly count: number }
  | { readonly code: 'too-many-pages'; readonly pages: number; readonly limit: number }
  | { readonly code: 'too-many-pixels'; readonly pixels: number; readonly limit: number }

/** What a file that may be taken in was found to be. */
export type Looked = { readonly pages: number }
