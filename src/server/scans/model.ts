/** A scan that waits for somebody to say which paper it is. */
export type Scan = {
  readonly id: string
  readonly unit: string
  readonly blob: string
  readonly name: string
  readonly bytes: number
  readonly type: string
  readonly arrivedAt: Date
  /** The letter it was attached to; null: from a scanner. */
  readonly letter: string | null
  /** When the desk was told that it goes unless somebody sorts it; an attachment goes with its letter. */
  readonly toldAt: Date | null
}

/** What a folder's file became. */
export type Taken = { readonly name: string; readonly into: 'done' | 'refused' }

/** One scan from a scanner; a 300-page one of 200 dpi has about forty. */
export const SCAN_BYTES = 100 * 1024 * 1024

/** A file is taken when nothing was written to it for so long: the scanner has finished. */
export const QUIET_MS = 10_000

/** After so long the copies in `done` are removed, and closed letters are forgotten. */
export const KEPT_DAYS = 30

export type ScanRefusal = { readonly code: 'not-found' | 'dossier-unknown' | 'paper-unknown' }
