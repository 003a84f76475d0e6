import type { Cells, Column, Failure, Filter, Grid, Line, Tally, Template } from './model.ts'

export const isFilter = (counts: Column['counts']): counts is Filter => !('procedures' in counts)
/** A form counts either dossiers or procedures, in all its columns. */
export const whatIsCounted = ({ columns }: Template): 'dossiers' | 'procedures' =>
  columns.every(({ counts }) => isFilter(counts)) ? 'dossiers' : 'procedures'

const fits = ({ came, went, channel }: Filter, tally: Tally): boolean =>
  (!came || came.some(each => each === tally.came)) &&
  (!went || went.some(each => each === tally.went)) &&
  (!channel || channel.includes(tally.channel))

const cellsOf = (columns: readonly Column[], tallies: readonly Tally[]): Cells =>
  Object.fromEntries(
    columns.map(({ no, counts }) => [
      no,
      isFilter(counts) ? tallies.filter(each => fits(counts, each)).reduce((sum, each) => sum + each.count, 0) : 0
    ])
  )

/** The lines of a report and its total from what was counted; `nameOf` says a line in words. */
export function gridOf({ columns }: Template, tallies: readonly Tally[], nameOf: (tally: Tally) => string): Grid {
  const byLine = Map.groupBy(tallies, each => each.line)
  const lines = [...byLine].map(([key, own]): Line => {
    const cells = cellsOf(columns, own)
    return { key, name: nameOf(own[0]!), level: own[0]!.level, cells }
  })
  return { lines: lines.sort(inOrder), total: cellsOf(columns, tallies) }
}

const LEVELS = ['province', 'district', 'commune']
const rank = ({ level }: Line): number => (level === null ? 0 : LEVELS.indexOf(level))
const inOrder = (a: Line, b: Line): number =>
  rank(a) - rank(b) || (a.level === null ? a.key.localeCompare(b.key) : a.name.localeCompare(b.name, 'vi'))

/** Where the official checks do not hold. */
export function failuresOf({ checks }: Template, { lines, total }: Grid): Failure[] {
  const each = [...lines.map(line => [line.name, line.cells] as const), ['', total] as const]
  return each.flatMap(([line, cells]) =>
    checks.flatMap(({ left, right }) => {
      const should = right.reduce((sum, no) => sum + (cells[no] ?? 0), 0)
      return cells[left] === should ? [] : [{ line, column: left, is: cells[left] ?? 0, should }]
    })
  )
}

export type Difference = { readonly line: string; readonly column: string; readonly sent: number; readonly now: number }
/** What a sent report says and the count of today does not, cell by cell. */
export function differencesOf(sent: Grid, now: Grid): Difference[] {
  const keys = [...new Set([...sent.lines, ...now.lines].map(line => line.key))]
  const of = (grid: Grid, key: string) => grid.lines.find(line => line.key === key)
  return keys.flatMap(key => {
    const [before, after] = [of(sent, key), of(now, key)]
    const columns = Object.keys(before?.cells ?? after!.cells)
    return columns.flatMap(column => {
      const [was, is] = [before?.cells[column] ?? 0, after?.cells[column] ?? 0]
      return was === is ? [] : [{ line: (before ?? after)!.name, column, sent: was, now: is }]
    })
  })
}

/** Rows with the official column numbers as keys: 1 the running number, 2 the line, then the counts; the total last. */
export function rowsOf({ lines, total }: Grid): Record<string, number | string>[] {
  const numbered = lines.map((line, i) => ({ '1': i + 1, '2': line.name, ...line.cells }))
  return [...numbered, { '1': '', '2': 'Tổng số', ...total }]
}

/** The rows as people read them: where the lines are fields, the heading of each level before its lines. */
export function rowsByLevel(grid: Grid, levels: Readonly<Record<string, string>>): Record<string, number | string>[] {
  const rows = rowsOf(grid)
  return rows.flatMap((row, i) => {
    const level = grid.lines[i]?.level ?? null
    const begins = level !== null && level !== grid.lines[i - 1]?.level
    return begins ? [{ '1': '', '2': levels[level] ?? level }, row] : [row]
  })
}
