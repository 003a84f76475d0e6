import type { BlobRefusal } from '#server/platform/index.ts'
import type { IntakeRefusal } from './intake/model.ts'
import type { ScanRefusal } from './scanning/model.ts'

/** How a dossier, a draft or a result refers to a file; `id` is the sha256 of its content. */
export type FileRef = { readonly id: string; readonly name: string; readonly bytes: number; readonly type: string }

/** What may be handed in, by what the content is. `extension` is what a downloaded file is called. */
export const FILE_TYPES = {
  'application/pdf': { label: 'PDF', extension: 'pdf', shown: true },
  'image/jpeg': { label: 'JPEG', extension: 'jpg', shown: true },
  'image/png': { label: 'PNG', extension: 'png', shown: true },
  'image/tiff': { label: 'TIFF', extension: 'tif', shown: false },
  'image/heic': { label: 'HEIC', extension: 'heic', shown: false },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    label: 'DOCX',
    extension: 'docx',
    shown: false
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    label: 'XLSX',
    extension: 'xlsx',
    shown: false
  },
  'text/plain': { label: 'TXT', extension: 'txt', shown: false }
} as const satisfies Record<
  string,
  { label: string; extension: string; /** Browsers show it inline. */ shown: boolean }
>
export type FileType = keyof typeof FILE_TYPES

export const ALLOWED: readonly string[] = Object.values(FILE_TYPES).map(type => type.label)

export type UploadRefusal =
  BlobRefusal | ScanRefusal | IntakeRefusal | { readonly code: 'type-not-allowed'; readonly allowed: readonly string[] }

/** Unreferenced files are kept this long. */
export const KEPT_DAYS = 7
