import { err, ok } from '#server/platform/result.ts'
import type { Refusal, Result } from '#server/platform/index.ts'
import type { Component, ComponentCommand } from './component.rules.ts'
import type { IndexNode } from './model.ts'

/** What a file says of one criterion; null where it says nothing. */
export type AppraisalRow = {
  readonly node: string
  readonly self: number | null
  readonly round1: number | null
  readonly final: number | null
  readonly low: number | null
  readonly high: number | null
  readonly words: string
}
export const APPRAISAL_COLUMNS = [
  { key: 'code', title: 'Mã', needed: true },
  { key: 'self', title: 'Tự chấm', needed: false },
  { key: 'round1', title: 'Thẩm định', needed: false },
  { key: 'final', title: 'Điểm cuối', needed: false },
  { key: 'low', title: 'Cận dưới', needed: false },
  { key: 'high', title: 'Cận trên', needed: false },
  { key: 'words', title: 'Ghi chú', needed: false }
] as const
type Cells = Readonly<Record<(typeof APPRAISAL_COLUMNS)[number]['key'], string>>
const FIGURES = ['self', 'round1', 'final', 'low', 'high'] as const

/** `12,5` or `12.5`; empty is nothing said, never nought. */
const numberIn = (text: string): number | null | undefined => {
  const clean = text.trim().replace(',', '.')
  if (clean === '') return null
  return /^-?\d+(\.\d+)?$/.test(clean) ? Number(clean) : undefined
}

/** One row of a file of results by criterion, read against the tree of its edition. */
export function appraisalRow(
  cells: Cells,
  nodes: readonly Pick<IndexNode, 'key' | 'code' | 'kind' | 'minimum' | 'maximum'>[]
): Result<AppraisalRow, Refusal> {
  const code = cells.code.trim()
  const node = nodes.find(one => one.code === code || one.key === code)
  if (!node) return err({ code: 'criterion-unknown', detail: code })
  if (node.kind === 'group') return err({ code: 'criterion-is-group', detail: code })
  const figures = FIGURES.map(name => [name, numberIn(cells[name])] as const)
  const odd = figures.find(([, value]) => value === undefined)
  if (odd) return err({ code: 'number-odd', detail: cells[odd[0]] })
  const read = Object.fromEntries(figures) as Record<(typeof FIGURES)[number], number | null>
  for (const points of [read.self, read.round1, read.final])
    if (points !== null && (points < Math.min(0, node.minimum) || points > (node.maximum ?? Infinity)))
      return err({ code: 'points-outside', detail: code, maximum: node.maximum ?? 0 })
  if ((read.low === null) !== (read.high === null) || (read.low ?? 0) > (read.high ?? 0))
    return err({ code: 'interval-odd', detail: code })
  if (read.low !== null && read.final === null) return err({ code: 'interval-odd', detail: code })
  return ok({ node: node.key, ...read, words: cells.words.trim().normalize('NFC') })
}

type Acts = Exclude<ComponentCommand, { kind: 'open' }>
/** What a row adds to a criterion of the round; nothing where it says what is known. A final criterion is not changed. */
export function commandsFor(
  row: AppraisalRow,
  state: Pick<Component, 'phase' | 'self' | 'round1' | 'final'> | null,
  source: string
): Result<readonly Acts[], Refusal> {
  const words = row.words || source
  const differs = (said: number | null, known: number | null | undefined) => said !== null && said !== (known ?? null)
  const changes =
    differs(row.self, state?.self) || differs(row.round1, state?.round1) || differs(row.final, state?.final)
  if (!changes) return ok([])
  if (state?.phase === 'final') return err({ code: 'criterion-final', detail: row.node })
  const known = row.self ?? state?.self ?? null
  if (row.round1 !== null && known === null) return err({ code: 'self-score-missing', detail: row.node })
  if (differs(row.self, state?.self) && state?.phase === 'appraised')
    return err({ code: 'criterion-appraised', detail: row.node })
  const acts: Acts[] = []
  if (differs(row.self, state?.self)) acts.push({ kind: 'score-self', points: row.self!, words })
  if (differs(row.round1, state?.round1)) acts.push({ kind: 'appraise', points: row.round1!, words })
  if (differs(row.final, state?.final))
    acts.push({ kind: 'finalise', points: row.final!, low: row.low, high: row.high, words })
  return ok(acts)
}
