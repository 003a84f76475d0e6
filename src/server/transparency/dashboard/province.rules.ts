import { compared } from './standard.rules.ts'
import type { Compared } from './standard.rules.ts'
import type { Cell } from './store.ts'

export type Agency = { readonly agency: string; readonly cells: readonly Cell[] }
export type AgencyRow = {
  readonly code: string
  readonly received: number
  readonly settled: number
  readonly late: number
  /** The share on time of what is known, and the mean working hours; null where there is nothing to divide. */
  readonly onTime: Compared | null
  readonly hours: Compared | null
  readonly open: number
  readonly overdue: number
}

/** Agencies of one level compared with each other, the lowest share on time at the same mix first. */
export function agencyRows(
  agencies: readonly Agency[],
  stock: ReadonlyMap<string, { readonly open: number; readonly overdue: number }>
): AgencyRow[] {
  const strata = (count: (cell: Cell) => number, sum: (cell: Cell) => number) =>
    agencies.flatMap(({ agency, cells }) =>
      cells.map(cell => ({ unit: agency, procedure: cell[0], count: count(cell), sum: sum(cell) }))
    )
  const onTime = compared(
    strata(
      ([, , good, late]) => good + late,
      ([, , good]) => good
    )
  )
  const hours = compared(
    strata(
      ([, , , , , timed]) => timed,
      ([, , , , , , worked]) => worked / 60
    )
  )
  const add = (cells: readonly Cell[], at: 1 | 3 | 4) => cells.reduce((sum, cell) => sum + cell[at], 0)
  return agencies
    .map(({ agency, cells }) => ({
      ...{ code: agency, received: add(cells, 1), settled: add(cells, 4), late: add(cells, 3) },
      ...{ onTime: onTime.get(agency) ?? null, hours: hours.get(agency) ?? null },
      ...(stock.get(agency) ?? { open: 0, overdue: 0 })
    }))
    .sort((a, b) => placeOf(a) - placeOf(b) || a.code.localeCompare(b.code))
}

/** Those that cannot be compared come last. */
const placeOf = ({ onTime }: AgencyRow): number => onTime?.standard ?? 2 + (onTime?.raw ?? 1)
