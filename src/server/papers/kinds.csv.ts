import { csvLine, readCsv } from '#server/platform/csv.rules.ts'
import { PaperKind } from './kinds.model.ts'

const COLUMNS = [
  'code',
  'validFrom',
  'nameVi',
  'nameEn',
  'codes',
  'words',
  'validMonths',
  'single',
  'retentionYears',
  'notScanned',
  'basis',
  'checked'
] as const

/** Kinds as CSV, one a line; lists are parted by a bar. */
export const kindsAsCsv = (kinds: readonly PaperKind[]): string =>
  [
    csvLine(COLUMNS),
    ...kinds.map(kind =>
      csvLine([
        ...[kind.code, kind.validFrom, kind.name.vi, kind.name.en, kind.codes.join('|'), kind.words.join('|')],
        ...[String(kind.validMonths ?? ''), kind.single ? '1' : '0', String(kind.retentionYears ?? '')],
        ...[kind.notScanned ?? '', kind.basis, kind.checked ? '1' : '0']
      ])
    )
  ].join('')

export type KindFault = { readonly line: number; readonly column: string }

/** Reads kinds from CSV: all of them, or the places that are wrong. */
export function kindsFromCsv(
  text: string
): { readonly kinds: readonly PaperKind[] } | { readonly faults: readonly KindFault[] } {
  const [head, ...rows] = [...readCsv(text)]
  const lacking = COLUMNS.filter(name => !head?.cells.includes(name))
  if (!head || lacking.length > 0) return { faults: lacking.map(column => ({ line: 1, column })) }
  const kinds: PaperKind[] = []
  const faults: KindFault[] = []
  for (const { line, cells } of rows) {
    const read = PaperKind.safeParse(
      typedKind(Object.fromEntries(head.cells.map((name, at) => [name, cells[at] ?? ''])))
    )
    if (read.success) kinds.push(read.data)
    else faults.push({ line, column: String(read.error.issues[0]!.path[0] ?? '') })
  }
  return faults.length > 0 || kinds.length === 0
    ? { faults: faults.length > 0 ? faults : [{ line: 2, column: 'code' }] }
    : { kinds }
}

const listOf = (text = ''): string[] =>
  text
    .split('|')
    .map(each => each.trim())
    .filter(each => each !== '')
const countOf = (text = ''): number | null => (text.trim() === '' ? null : Number(text))
const yes = (text = ''): boolean => /^(1|true|on|x|có)$/i.test(text.trim())

/** A kind as a form or a line of a table says it. */
export const typedKind = (said: Readonly<Record<string, string>>) => ({
  code: (said.code ?? '').trim(),
  validFrom: (said.validFrom ?? '').trim(),
  name: { vi: said.nameVi ?? '', en: said.nameEn ?? '' },
  codes: listOf(said.codes),
  words: listOf(said.words),
  validMonths: countOf(said.validMonths),
  single: yes(said.single),
  retentionYears: countOf(said.retentionYears),
  notScanned: said.notScanned?.trim() ? said.notScanned.trim() : null,
  basis: said.basis ?? '',
  checked: yes(said.checked)
})
