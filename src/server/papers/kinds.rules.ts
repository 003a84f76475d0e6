import { fold } from '#server/platform/language.ts'
import type { PaperKind } from './kinds.model.ts'

/** The kinds as they are on a day: of each its latest row; a province's own row comes before a shipped one of that day. */
export function kindsOn(own: readonly PaperKind[], shipped: readonly PaperKind[], day: string): PaperKind[] {
  const latest = new Map<string, PaperKind>()
  for (const kind of [...shipped, ...own]) {
    const before = latest.get(kind.code)
    if (kind.validFrom <= day && (!before || before.validFrom <= kind.validFrom)) latest.set(kind.code, kind)
  }
  return [...latest.values()]
}

const OTHER = 'other'

/** What kind a paper is: by the code of the kind itself or of the catalogue, else by words of its name, the longest first; else `other`. */
export function kindOf(kinds: readonly PaperKind[], paper: { code: string; name: string }): PaperKind {
  const byCode = kinds.find(kind => kind.code === paper.code || kind.codes.includes(paper.code))
  if (byCode) return byCode
  const name = fold(paper.name)
  const worded = kinds
    .flatMap(kind => kind.words.map(words => ({ kind, words: fold(words) })))
    .filter(({ words }) => name.includes(words))
    // What a paper is stands at its beginning: "Tờ khai cấp bản sao Giấy khai sinh" is an application.
    .toSorted((a, b) => name.indexOf(a.words) - name.indexOf(b.words) || b.words.length - a.words.length)
  return worded[0]?.kind ?? kinds.find(kind => kind.code === OTHER) ?? UNKNOWN
}

const UNKNOWN: PaperKind = {
  code: OTHER,
  validFrom: '1900-01-01',
  name: { vi: 'Giấy tờ khác', en: 'Other paper' },
  codes: [],
  words: [],
  validMonths: null,
  single: false,
  retentionYears: null,
  notScanned: null,
  basis: '',
  checked: false
}

/** Until when a paper of this kind holds: the same day of the month some months later, or that month's last. */
export function validTo({ validMonths }: Pick<PaperKind, 'validMonths'>, issuedOn: string | null): string | null {
  if (validMonths === null || issuedOn === null) return null
  const [year, month, day] = issuedOn.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + validMonths + 1, 0))
  const wanted = new Date(Date.UTC(year, month - 1 + validMonths, day))
  return (wanted < last ? wanted : last).toISOString().slice(0, 10)
}

/** The last day a paper is kept: whole years after the year it entered; null: for good. */
export const keptUntil = (kind: Pick<PaperKind, 'retentionYears'>, enteredOn: string): string | null =>
  kind.retentionYears === null ? null : `${Number(enteredOn.slice(0, 4)) + kind.retentionYears}-12-31`
