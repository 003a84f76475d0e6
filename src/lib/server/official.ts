import { error } from '@sveltejs/kit'
import { docxOf, pdfOf } from '#server/reform/index.ts'
import type { OfficialDocument } from '#server/reform/index.ts'
import { pdf } from './desk.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** An official document as the file the address asks for: `docx` to be edited, `pdf` to be read. */
export async function officialFile(document: OfficialDocument, format: string, name: string): Promise<Response> {
  if (format === 'pdf') return pdf(await pdfOf(document), name)
  if (format !== 'docx') error(404)
  return new Response((await docxOf(document)) as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': DOCX,
      'content-disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '_')}.docx"`
    }
  })
}
