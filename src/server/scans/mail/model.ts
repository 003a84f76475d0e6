import type { UploadRefusal } from '#server/documents/index.ts'
import type { Scan } from '../model.ts'

/** A letter to a desk's address that waits to be sorted. What it says of its sender is proof of nothing. */
export type Letter = {
  readonly id: string
  readonly unit: string
  readonly address: string
  readonly fromName: string
  readonly fromAddress: string
  readonly subject: string
  readonly arrivedAt: Date
  /** The sender can be written to; not so for machines, lists and bounces. */
  readonly answerable: boolean
  readonly body: string
  readonly refused: readonly RefusedPart[]
  /** Null while its attachments are not taken out yet. */
  readonly openedAt: Date | null
  /** When the desk was told that it goes unless somebody sorts it. */
  readonly toldAt: Date | null
}

/** An attachment that was not taken in. `quiet`: a picture within the text, of which nobody is told by mail. */
export type RefusedPart = {
  readonly name: string
  readonly refusal: UploadRefusal | { readonly code: 'too-many-parts'; readonly limit: number }
  readonly quiet: boolean
}

/** A letter as the desk sorts it. `proposed`: the dossier its subject names, when this desk has it. */
export type LetterToSort = Letter & { readonly scans: readonly Scan[]; readonly proposed: string | null }

/** What its head says, as far as we ask. */
export type Head = {
  readonly messageId: string | null
  readonly subject: string
  readonly fromName: string
  readonly fromAddress: string
  /** Lower-case names, values as they stand; of a repeated one the first. */
  readonly headers: ReadonlyMap<string, string>
}

export type Box = { readonly address: string; readonly unit: string }

export type LetterRefusal = { readonly code: 'not-found' | 'reason-missing' | 'reason-long' }
/** As administrators see it: who said so, and how many letters to it wait at the desk. */
export type BoxRow = Box & { readonly setAt: Date; readonly setBy: string | null; readonly waiting: number }
export type BoxRefusal =
  | { readonly code: 'mailbox-odd' | 'unit-unknown' | 'mailbox-none' | 'forbidden' }
  | { readonly code: 'mailbox-taken'; readonly unit: string }

/** What is read of a head; headers beyond it are not looked at. */
export const HEAD_BYTES = 256 * 1024
/** Attachments of one letter; a hundred photographs belong into a PDF. */
export const MOST_PARTS = 40
/** Letters of the body that are kept to be read at the desk; the letter itself is kept whole. */
export const MOST_TEXT = 20_000
export const MOST_REASON = 2000
/** Opened in vain so often, a letter is shown as it is. */
export const MOST_TRIES = 5
