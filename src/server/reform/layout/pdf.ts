import { print, startOf } from '#server/platform/index.ts'
import { dateLine, numberLine } from './model.ts'
import type { OfficialDocument } from './model.ts'

/** The document as PDF/A, in the same layout as the DOCX. */
export const pdfOf = (document: OfficialDocument): Promise<Uint8Array> =>
  print(
    'src/server/reform/layout/official.typ',
    {
      ...document,
      numberLine: numberLine(document.number, document.symbol),
      dateLine: dateLine(document.place, document.issuedOn)
    },
    { at: document.issuedOn ? startOf(document.issuedOn) : new Date(0) }
  )
