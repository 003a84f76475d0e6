import type { Day } from '#server/platform/index.ts'

/** An official document as data; the writers lay it out after Decree 30/2020. */
export type OfficialDocument = {
  /** `letter` (công văn) has its subject under the number; any other kind has its type name in the middle. */
  readonly form: 'letter' | 'named'
  /** `BÁO CÁO`; empty for a letter. */
  readonly typeName: string
  readonly parent: string
  readonly agency: string
  /** `03/UBND-KSTT`; empty number while it is a draft: `…/UBND-KSTT`. */
  readonly number: number | null
  readonly symbol: string
  readonly place: string
  readonly issuedOn: Day | null
  /** Trích yếu. */
  readonly subject: string
  readonly addressees: readonly string[]
  readonly grounds: readonly string[]
  readonly body: readonly Block[]
  readonly signer: { readonly authority: readonly string[]; readonly name: string }
  readonly recipients: readonly string[]
  /** `VT, KSTT`. */
  readonly archive: string
}

export type Block =
  | { readonly kind: 'part' | 'section' | 'heading' | 'text'; readonly text: string }
  | {
      readonly kind: 'table'
      readonly title: string
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
      /** Columns of figures are set to the right. */
      readonly figures: readonly number[]
    }

/** `03/UBND-KSTT`: numbers below ten with a leading zero, no space round the strokes (annex I, II.3). */
export const numberLine = (number: number | null, symbol: string): string =>
  `Số: ${number === null ? '......' : number < 10 ? `0${number}` : String(number)}/${symbol}`

/** `ngày 09 tháng 02 năm 2026`: leading zeros for days below ten and months 1 and 2 (annex I, II.4). */
export function dateLine(place: string, day: Day | null): string {
  if (day === null) return `${place}, ngày ..... tháng ..... năm .........`
  const [year, month, date] = day.split('-') as [string, string, string]
  return `${place}, ngày ${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`
}
