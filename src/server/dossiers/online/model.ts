import type { FileRef } from '../model.ts'

/** What was typed, by the name of the field: `who.name`, `tre_em.0.ho_ten_tre`; `tre_em.#` is the number of rows. */
export type Typed = Readonly<Record<string, string | readonly string[]>>
export type Files = Readonly<Record<string, readonly FileRef[]>>
export type Entered = { readonly typed: Typed; readonly files: Files }

/** What a draft keeps: everything entered so far and the parts that were gone through. */
export type DraftBody = Entered & { readonly done: readonly string[] }
export type Draft = {
  readonly id: string
  readonly procedure: string
  readonly body: DraftBody
  readonly updatedAt: Date
}
export const EMPTY: DraftBody = { typed: {}, files: {}, done: [] }

/** Rows of one list, files of one paper, characters of one answer and of all answers. Larger posts are refused. */
export const MOST = { rows: 20, files: 10, answer: 5000, characters: 200_000, drafts: 20 } as const
export const FILE_BYTES = 10 * 1024 * 1024
/** A draft nobody has touched for so long is thrown away. */
export const DRAFT_DAYS = 30

/** What is wrong with one answer; `words` are the form's own. */
export type Fault = {
  readonly code:
    | 'missing'
    | 'choose'
    | 'tick'
    | 'file'
    | 'too-long'
    | 'too-short'
    | 'number'
    | 'smallest'
    | 'largest'
    | 'date'
    | 'time'
    | 'email'
    | 'phone'
    | 'person'
    | 'business'
    | 'pattern'
  readonly limit?: number
  readonly words?: string
}
