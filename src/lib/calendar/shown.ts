/** A rehearsal as its page shows it. */
export type Shown = {
  readonly decision: string
  readonly revision: number
  readonly open: number
  readonly moved: number
  readonly later: number
  readonly earlier: number
  readonly steps: number
  readonly answers: number
  readonly page: number
  readonly pages: number
  readonly rows: readonly {
    readonly code: string
    readonly procedureName: string
    readonly unitName: string
    readonly from: Date | null
    readonly to: Date | null
    readonly calendarDays: number
    readonly officeMinutes: number
    readonly way: 'earlier' | 'later' | null
    readonly steps: number
    readonly answerBy: { readonly from: Date; readonly to: Date } | null
  }[]
}
