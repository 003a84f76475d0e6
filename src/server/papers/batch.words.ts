import type { Language } from '#server/platform/index.ts'
import type { SheetFault } from '#server/platform/sheet.ts'
import { text as en } from './store.text.en.ts'
import { text as vi } from './store.text.vi.ts'

const TEXT = { vi, en } as const

/** Why a table of old results cannot be read, in words. */
export const tableFaults = (language: Language, faults: readonly SheetFault[]): string =>
  faults
    .map(fault =>
      TEXT[language][`batch.table.${fault.code}`].replace('{column}', 'column' in fault ? fault.column : '')
    )
    .join('; ')
