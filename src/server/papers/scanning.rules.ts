import type { NotScanned, PaperKind } from './kinds.model.ts'
import { kindOf } from './kinds.rules.ts'

/** Where the rules of scanning stand. */
export const SCANNING_LAW = 'Thông tư 01/2023/TT-VPCP Điều 8; Thông tư 03/2025 Điều 5'

/** What the officer saw and compared the copy with. */
export const ORIGINALS = ['original', 'certified', 'compared'] as const
export type OriginalSeen = (typeof ORIGINALS)[number]
/** What stands in the copy of it: an official word, Vietnamese in every language. */
export const SEEN = {
  original: 'Bản chính',
  certified: 'Bản sao chứng thực',
  compared: 'Bản chụp đã đối chiếu bản chính'
} as const satisfies Record<OriginalSeen, string>

/** What was handed in of one paper of the dossier. */
export type HandedIn = {
  readonly code: string
  readonly name: string
  readonly originals: number
  readonly certified: number
  readonly copies: number
  readonly files: readonly unknown[]
}

export type Treatment = 'scan' | NotScanned
/** What the officer says of one paper; `real` are the pages found in the files, null for one that cannot be read. */
export type ScanLine = {
  readonly treatment: Treatment
  readonly files: number
  readonly real: number | null
  readonly pages: number | null
  readonly notes: number
  readonly seen: OriginalSeen | null
}

export type ScanRefusal = { readonly law: string } & (
  | { readonly code: `scan-${NotScanned}` | 'scan-filed-electronically' }
  | { readonly code: 'scan-unreadable' | 'scan-pages-missing' | 'scan-original-missing' }
  | {
      readonly code: 'scan-pages-differ'
      readonly typed: number
      readonly notes: number
      readonly wanted: number
      readonly real: number
    }
)

/** Came as a file only: it is electronic already and is not scanned. */
export const isElectronic = ({ originals, certified, copies, files }: HandedIn): boolean =>
  files.length > 0 && originals + certified + copies === 0

/** What is done with a paper unless the officer says otherwise. */
export const usualTreatment = (paper: HandedIn, kinds: readonly PaperKind[]): Treatment =>
  kindOf(kinds, paper).notScanned ?? 'scan'

/**
 * Why a paper may not be taken as it was scanned, or null. The number of pages must match; a page with a sticky note is
 * scanned twice, with it and without. Nothing is said of a paper without a file: it can be scanned later.
 */
export function scanFault(
  line: ScanLine,
  paper: HandedIn,
  context: { readonly online: boolean; readonly kinds: readonly PaperKind[] }
): ScanRefusal | null {
  if (line.files === 0) return null
  const law = SCANNING_LAW
  if (context.online || isElectronic(paper)) return { code: 'scan-filed-electronically', law }
  if (line.treatment !== 'scan') return { code: `scan-${line.treatment}`, law }
  // The kind says it too: what is secret is not scanned because somebody chose so.
  const usual = usualTreatment(paper, context.kinds)
  if (usual === 'secret' || usual === 'consultation') return { code: `scan-${usual}`, law }
  if (line.real === null) return { code: 'scan-unreadable', law }
  if (line.pages === null || line.pages < 1) return { code: 'scan-pages-missing', law }
  const wanted = line.pages + line.notes
  if (wanted !== line.real)
    return { code: 'scan-pages-differ', law, typed: line.pages, notes: line.notes, wanted, real: line.real }
  return line.seen === null ? { code: 'scan-original-missing', law } : null
}
