import { leftOut } from './suppress.rules.ts'
import type { Sum } from './suppress.rules.ts'

/** What is counted of a unit's procedure in a month; with an empty member, of all of them. */
export type Cell = { readonly unit: string; readonly procedure: string; readonly month: string }
export type Counts = {
  readonly received: number
  readonly online: number
  readonly onTime: number
  readonly late: number
  readonly unknown: number
}
export type Counted = Cell & Counts
export type Published = Cell & {
  readonly received: number | null
  readonly online: number | null
  readonly settled: number | null
  readonly onTime: number | null
  readonly late: number | null
  readonly unknown: number | null
}

/** The sums that are published of a cell: each names the member that is summed over. */
const SUMMED: readonly (readonly (keyof Cell)[])[] = [
  ['procedure'],
  ['unit'],
  ['unit', 'procedure'],
  ['procedure', 'month'],
  ['unit', 'month'],
  ['unit', 'procedure', 'month']
]
/** Of each sum, what it is added up from; the second is another way to the same total. */
const PARTS: readonly (readonly [sum: readonly (keyof Cell)[], over: keyof Cell])[] = [
  [['procedure'], 'procedure'],
  [['unit'], 'unit'],
  [['unit', 'procedure'], 'unit'],
  [['unit', 'procedure'], 'procedure'],
  [['procedure', 'month'], 'month'],
  [['unit', 'month'], 'month'],
  [['unit', 'procedure', 'month'], 'unit'],
  [['unit', 'procedure', 'month'], 'procedure'],
  [['unit', 'procedure', 'month'], 'month']
]
const keyOf = ({ unit, procedure, month }: Cell) => `${unit}|${procedure}|${month}`
const over = (cell: Cell, members: readonly (keyof Cell)[]): Cell => ({
  ...cell,
  ...Object.fromEntries(members.map(member => [member, '']))
})

/** The cells with all sums that are published beside them. */
export function withSums(cells: readonly Counted[]): Counted[] {
  const all = new Map<string, { -readonly [K in keyof Counted]: Counted[K] }>()
  for (const cell of cells)
    for (const members of [[], ...SUMMED]) {
      const sum = over(cell, members)
      const { received, online, onTime, late, unknown } = cell
      const before = all.get(keyOf(sum))
      if (!before)
        all.set(keyOf(sum), {
          ...{ unit: sum.unit, procedure: sum.procedure, month: sum.month },
          received,
          online,
          onTime,
          late,
          unknown
        })
      else {
        before.received += received
        before.online += online
        before.onTime += onTime
        before.late += late
        before.unknown += unknown
      }
    }
  return [...all.values()]
}

/** Which cell is the sum of which, by index. */
export function sumsOf(cells: readonly Cell[]): Sum[] {
  const at = new Map(cells.map((cell, index) => [keyOf(cell), index]))
  const sums = new Map<string, { total: number; parts: number[] }>()
  cells.forEach((cell, index) => {
    for (const [members, member] of PARTS) {
      // A part has the member that is summed over, and the others of the sum empty already.
      if (cell[member] === '' || members.some(other => other !== member && cell[other] !== '')) continue
      const total = at.get(keyOf(over(cell, members)))
      const open = (['unit', 'procedure', 'month'] as const).filter(each => cell[each] === '').length
      if (total === undefined || open !== members.length - 1) continue
      const key = `${total}|${member}`
      const known = sums.get(key)
      if (known) known.parts.push(index)
      else sums.set(key, { total, parts: [index] })
    }
  })
  return [...sums.values()]
}

/**
 * The cells and their sums as they may be published: what was received, and what was settled, is left out together with
 * everything that is told of it where it is few dossiers or would give few away.
 */
export function published(cells: readonly Counted[], threshold: number): Published[] {
  const all = withSums(cells)
  const sums = sumsOf(all)
  const settledIn = ({ onTime, late, unknown }: Counts) => onTime + late + unknown
  const noReceived = leftOut(
    all.map(cell => cell.received),
    sums,
    threshold
  )
  const noSettled = leftOut(all.map(settledIn), sums, threshold)
  return all.map((cell, at) => ({
    ...{ unit: cell.unit, procedure: cell.procedure, month: cell.month },
    ...(noReceived[at] ? { received: null, online: null } : { received: cell.received, online: cell.online }),
    ...(noSettled[at]
      ? { settled: null, onTime: null, late: null, unknown: null }
      : { settled: settledIn(cell), onTime: cell.onTime, late: cell.late, unknown: cell.unknown })
  }))
}
