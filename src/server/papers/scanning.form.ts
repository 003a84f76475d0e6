import { ORIGINALS } from './scanning.rules.ts'
import type { ScanLine } from './scanning.rules.ts'
import { NOT_SCANNED } from './kinds.model.ts'

/** What the desk typed of one paper. */
export type TypedLine = Pick<ScanLine, 'treatment' | 'pages' | 'notes' | 'seen'> & {
  readonly issuer: string
  readonly number: string
  readonly issuedOn: string | null
  readonly validTo: string | null
}

/** The lines of the form, one for each paper of the dossier in its order. */
export const readLines = (form: FormData, papers: number): TypedLine[] =>
  Array.from({ length: papers }, (_, at) => {
    const text = (field: string, most = 200) =>
      String(form.get(`${field}-${at}`) ?? '')
        .trim()
        .slice(0, most)
    return {
      treatment: NOT_SCANNED.find(each => each === text('treatment')) ?? 'scan',
      pages: countIn(text('pages')),
      notes: countIn(text('notes')) ?? 0,
      seen: ORIGINALS.find(each => each === text('seen')) ?? null,
      issuer: text('issuer'),
      number: text('number', 100),
      issuedOn: dayIn(text('issued')),
      validTo: dayIn(text('valid'))
    }
  })

const countIn = (text: string): number | null => (/^\d{1,4}$/.test(text) ? Number(text) : null)

/** `2/9/2026` as a day; null for anything else. */
function dayIn(text: string): string | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const real = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(written) ? written : null
}
