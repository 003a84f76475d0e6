/** What a person should look at in a rule, for the row could not be read as it should. */
export const REMARKS = ['columns-shifted', 'database-missing', 'article-missing', 'to-be-checked'] as const
export type Remark = (typeof REMARKS)[number]

/** One row of a table of what may not be asked for, as read. */
export type RuleRow = {
  readonly procedure: string
  readonly procedureName: string
  /** What is replaced, in the words of the source. */
  readonly words: string
  readonly database: string
  readonly owner: string
  readonly document: string
  readonly article: string
  readonly remark: Remark | null
}

/** A rule as offers read it. */
export type OnceRule = Pick<RuleRow, 'procedure' | 'words' | 'database' | 'document' | 'article'> & {
  readonly source: string
  /** Code of the catalogue's paper, where it is known. */
  readonly paper: string | null
  readonly validFrom: string
  readonly validTo: string | null
}

/** A rule as the administrator reads it. */
export type RuleLine = OnceRule & {
  readonly id: string
  readonly procedureName: string
  readonly owner: string
  readonly remark: Remark | null
  readonly mappedBy: string | null
}

/** Appendix I of Resolution 66.7/2025/NQ-CP: in force for fourteen months (1/1/2026 to 28/2/2027). */
export const RESOLUTION = {
  source: '66.7/2025',
  name: 'Nghị quyết số 66.7/2025/NQ-CP',
  validFrom: '2026-01-01',
  validTo: '2027-02-28'
} as const
