import { error } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { officialFile } from '#lib/server/official.ts'
import { documentOfReport } from '#server/reform/index.ts'
import type { RequestHandler } from './$types'

/** The report as DOCX or PDF in the layout of Decree 30/2020. */
export const GET: RequestHandler = async event => {
  const document = await documentOfReport(deskOnly(event, 'reform.read-all'), event.params.report)
  if (!document) error(404)
  return officialFile(document, event.params.format, `bao-cao-${document.number ?? 'du-thao'}`)
}
