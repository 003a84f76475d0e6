/**
 * The looking process: gets one file in pieces from its parent, looks into it and says what it found. It is a process of
 * its own so that a file made to harm takes neither the server's memory nor its time (see inspector.ts).
 */
import type { FileLimits, IntakeRefusal, Looked } from './model.ts'

export type Told =
  | { readonly what: 'piece'; readonly bytes: Uint8Array }
  | { readonly what: 'look'; readonly type: string; readonly limits: FileLimits }
export type Answer = { readonly kind: 'looked'; readonly found: { refusal: IntakeRefusal } | Looked }

let pieces: Uint8Array[] = []

async function look(type: string, limits: FileLimits): Promise<Answer['found']> {
  const bytes = Buffer.concat(pieces)
  pieces = []
  // Either library is loaded with the first file that needs it.
  if (type === 'application/pdf') return (await import('./pdf.ts')).lookIntoPdf(bytes, limits)
  return (await import('./picture.ts')).lookAtPicture(bytes, limits)
}

process.on('message', (told: Told) => {
  if (told.what === 'piece') return void pieces.push(told.bytes)
  void look(told.type, told.limits)
    .catch(() => ({ refusal: { code: 'broken' } as const }))
    .then(found => process.send?.({ kind: 'looked', found } satisfies Answer))
})
process.on('disconnect', () => process.exit(0))
