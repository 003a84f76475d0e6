import { z } from 'zod'
import type { FileRef } from '#server/documents/index.ts'

declare const paperId: unique symbol
export type PaperId = string & { readonly [paperId]: true }

/** Whose paper it is: a person by personal number, an organisation by its business number. */
export const Holder = z.object({
  kind: z.enum(['person', 'organisation']),
  number: z.string().regex(/^[0-9]{12}$|^[0-9]{10}(-[0-9]{3})?$|^[0-9]{13}$/),
  name: z.string().trim().min(1).max(200)
})
export type Holder = z.infer<typeof Holder>

export const SOURCES = ['result', 'filed', 'scanned', 'batch', 'own'] as const
export type Source = (typeof SOURCES)[number]
export const FORMS = ['electronic', 'certified-copy', 'scan'] as const
export type PaperForm = (typeof FORMS)[number]
export const STATES = ['in-force', 'replaced', 'withdrawn', 'destroyed'] as const
export type PaperState = (typeof STATES)[number]

const DayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** What is known of a paper when it enters the register. */
export const PaperInput = z.object({
  kind: z.string().trim().min(1).max(100),
  name: z.string().trim().min(1).max(300),
  holder: Holder,
  issuer: z.string().trim().max(200).default(''),
  number: z.string().trim().max(100).default(''),
  issuedOn: DayText.nullable().default(null),
  validTo: DayText.nullable().default(null),
  source: z.enum(SOURCES),
  form: z.enum(FORMS),
  /** Dossier it was made in or handed in with. */
  dossier: z.uuid().nullable().default(null),
  unit: z.string().min(1),
  pages: z.number().int().positive().nullable().default(null)
})
export type PaperInput = z.infer<typeof PaperInput>

/** The desk saw the original and answers for the copy. */
export type Certified = {
  readonly by: string
  readonly byName: string
  readonly unit: string
  readonly at: string
  readonly originalSeen: string
  readonly file: FileRef
}

/** One paper of the register, as its events left it. */
export type Paper = PaperInput & {
  readonly id: PaperId
  readonly version: number
  readonly state: PaperState
  readonly enteredAt: string
  readonly file: FileRef | null
  readonly certified: Certified | null
  /** The paper this one replaces, and the one it was replaced by. */
  readonly replaces: string | null
  readonly replacedBy: string | null
  readonly withdrawnBecause: string
  readonly uses: number
}
