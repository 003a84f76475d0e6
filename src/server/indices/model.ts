import type { Day, Words } from '#server/platform/index.ts'

export type EditionId = string & { readonly brand?: 'EditionId' }
/** A criterion's identity across years and versions. */
export type NodeKey = string & { readonly brand?: 'NodeKey' }
/** Code of a unit, or statistical code of a province, as it was in the year of the score. */
export type Subject = string

export const NODE_KINDS = ['group', 'appraised', 'survey', 'outcome', 'indicator'] as const
export type NodeKind = (typeof NODE_KINDS)[number]
export const isNodeKind = (text: string): text is NodeKind => (NODE_KINDS as readonly string[]).includes(text)

/** A worked example of a rule: with these facts it gives these points. */
export type Example = { readonly facts: string; readonly points: number }

export type IndexNode = {
  readonly key: NodeKey
  readonly code: string
  readonly parent: NodeKey | null
  readonly name: Words
  readonly kind: NodeKind
  readonly minimum: number
  /** Null for indicators, which carry a value and no points. */
  readonly maximum: number | null
  readonly weight: number
  readonly rule: string
  readonly examples: readonly Example[]
  readonly evidence: string
  readonly owner: string
}

export type EditionHead = {
  readonly index: string
  readonly year: number
  readonly version: string
  readonly name: Words
  readonly scored: 'province' | 'unit'
  readonly example: boolean
  readonly source: string
}
export type EditionRow = EditionHead & {
  readonly id: EditionId
  readonly maximum: number
  readonly publishedAt: Date | null
}
export type EditionDraft = {
  readonly head: EditionHead
  readonly maximum: number
  readonly nodes: readonly IndexNode[]
}

export const RELATIONS = ['same', 'renamed', 'split', 'merged', 'dropped', 'new'] as const
export type Relation = (typeof RELATIONS)[number]
export const COMPARABLE = ['yes', 'share', 'no'] as const
export type Comparable = (typeof COMPARABLE)[number]
/** What became of a criterion from one edition to another; `share`: compare only as a share of the range. */
export type Crossing = {
  readonly from: NodeKey | null
  readonly to: NodeKey | null
  readonly relation: Relation
  readonly comparable: Comparable
  readonly note: string
}

/** The numbers of one criterion for one subject. A blank is "no data", never nought. */
export type Score = {
  readonly self: number | null
  readonly round1: number | null
  readonly final: number | null
  readonly low: number | null
  readonly high: number | null
}

/** Why a point was lost; the words are `cause.<code>`. */
export const CAUSES = [
  'late',
  'no-evidence',
  'wrong-evidence',
  'target-missed',
  'rule-changed',
  'survey',
  'data-fault',
  'other-agency'
] as const
export type Cause = (typeof CAUSES)[number]
export const isCause = (text: string): text is Cause => (CAUSES as readonly string[]).includes(text)

export const VERDICTS = ['mended', 'partly', 'lost-again', 'cannot-compare'] as const
export type Verdict = (typeof VERDICTS)[number]

/** The head of a unit on a day, as the organisation's history tells. */
export type HeadThen = { readonly account: string; readonly name: string; readonly title: string; readonly on: Day }
