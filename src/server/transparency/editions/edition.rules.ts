import type { Base, Depth, Ground, HeardEntry, LateList, Month } from './model.ts'

/** One line of an edition: a unit or officer, as far as the view may name them, with the dossiers they held up. */
export type Line = {
  readonly unit: string
  readonly post: string | null
  readonly name: string | null
  readonly dossiers: readonly { readonly code: string; readonly finished: boolean; readonly minutes: number }[]
  readonly minutes: number
  readonly behaviour: number
}

/** What an edition says. No applicants, no procedures, no papers: the code and how far it has gone (law 16.2.d). */
export type EditionDocument = {
  readonly agency: string
  readonly month: Month
  readonly edition: number
  readonly publishedAt: string
  readonly depth: Depth
  readonly base: Base
  readonly lines: readonly Line[]
  /** Entries that the head had not decided by the set day: counts of units only. */
  readonly undecided: readonly { readonly unit: string; readonly entries: number }[]
  readonly struck: readonly { readonly ground: Ground; readonly entries: number }[]
  readonly because: string | null
}

/** The document of an edition for one view. Pure: the same list and day give the same text, and so the same hash. */
export function documentOf(
  list: LateList,
  depth: Depth,
  { edition, at, because = null }: { edition: number; at: Date; because?: string | null }
): EditionDocument {
  const kept = list.entries.filter(entry => entry.decided?.verdict.kind === 'keep')
  const open = list.entries.filter(entry => entry.decided === null)
  const { agency, month, base } = list
  return {
    ...{ agency, month, edition, depth, base, because },
    publishedAt: at.toISOString(),
    lines: grouped(kept, entry => holderKey(entry, depth)).map(group => lineOf(group, depth)),
    undecided: grouped(open, ({ unit }) => unit).map(group => ({ unit: group[0]!.unit, entries: group.length })),
    struck: grouped(
      list.entries.filter(entry => groundOf(entry) !== null),
      entry => groundOf(entry)!
    ).map(group => ({ ground: groundOf(group[0]!)!, entries: group.length }))
  }
}

const groundOf = ({ decided }: HeardEntry): Ground | null =>
  decided?.verdict.kind === 'strike' ? decided.verdict.ground : null

const holderKey = ({ unit, officer, post }: HeardEntry, depth: Depth): string =>
  depth === 'unit' ? unit : depth === 'post' ? `${unit} ${post}` : `${unit} ${officer ?? ''}`

function lineOf(entries: readonly HeardEntry[], depth: Depth): Line {
  const { unit, officer, officerName, post } = entries[0]!
  const late = entries.filter(({ kind }) => kind === 'late')
  const byDossier = grouped(late, ({ about }) => about)
  return {
    unit,
    post: depth !== 'unit' && post ? post : null,
    name: depth === 'name' && officer ? officerName : null,
    dossiers: byDossier.map(parts => ({
      code: parts[0]!.about,
      finished: parts[0]!.finishedAt !== null,
      minutes: sum(parts)
    })),
    minutes: sum(late),
    behaviour: entries.length - late.length
  }
}

const sum = (entries: readonly HeardEntry[]): number => entries.reduce((all, { minutes }) => all + minutes, 0)

/** Groups in the order of their keys, so that the text does not depend on who was drafted first. */
const grouped = <T>(rows: readonly T[], key: (row: T) => string): T[][] =>
  [...Map.groupBy(rows, key)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
