import { z } from 'zod'

/** Why a paper is not scanned (Circular 01/2023/TT-VPCP art. 8; Circular 03/2025 art. 5). */
export const NOT_SCANNED = ['shown-only', 'consultation', 'secret'] as const
export type NotScanned = (typeof NOT_SCANNED)[number]

/** A kind of paper, as it is from a day on. */
export const PaperKind = z.object({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/),
  validFrom: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  name: z.object({ vi: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) }),
  /** Codes of papers and results of the catalogue that are of this kind. */
  codes: z.array(z.string().trim().min(1).max(100)).max(200),
  /** Words of which the name of a paper has all of one entry, where no code says it. */
  words: z.array(z.string().trim().min(2).max(100)).max(50),
  /** For how many months it holds after the day of issue; null: as long as nothing replaces it. */
  validMonths: z.number().int().min(1).max(1200).nullable(),
  /** A holder has one at a time: a newer one replaces the earlier. */
  single: z.boolean(),
  /** Whole years kept after the year it entered; null: for good. */
  retentionYears: z.number().int().min(1).max(200).nullable(),
  notScanned: z.enum(NOT_SCANNED).nullable(),
  basis: z.string().trim().max(300),
  /** False: the period is a starting value that somebody has to check against the official text. */
  checked: z.boolean()
})
export type PaperKind = z.infer<typeof PaperKind>
