import type { FileRef } from '#server/documents/index.ts'
import type { Certified, PaperInput } from './model.ts'

export type Command =
  | { readonly kind: 'enter'; readonly paper: PaperInput; readonly file: FileRef; readonly replaces: string | null }
  | { readonly kind: 'certify'; readonly copy: Omit<Certified, 'at'> }
  | { readonly kind: 'replace'; readonly by: string }
  | { readonly kind: 'withdraw'; readonly because: string }
  | {
      readonly kind: 'use'
      readonly use: string
      readonly dossier: string
      readonly purpose: string
      readonly consent: string
    }
  | { readonly kind: 'destroy'; readonly list: string }

/** What deciding needs beside the paper. */
export type Facts = { readonly now: Date; readonly today: string }

export type PaperRefusal = {
  readonly code:
    | 'paper-missing'
    | 'paper-not-in-force'
    | 'paper-expired'
    | 'paper-certified-already'
    | 'paper-needs-a-reason'
    | 'paper-changed-meanwhile'
    | 'paper-dates-crossed'
    | 'paper-file-gone'
    | 'paper-not-allowed'
}
