import type { PaperAsked } from '#server/desk/index.ts'

/** The paper that an address of the reading pages speaks of. */
export const askedPaper = (file: string, url: URL): PaperAsked => ({
  file,
  dossier: url.searchParams.get('dossier'),
  scan: url.searchParams.get('scan')
})
