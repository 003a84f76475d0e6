import type { Day } from '#server/platform/day.ts'

export type SpecialDay<Kind extends string> = { readonly day: string; readonly kind: Kind; readonly name: string }
/** One day in a month's grid; `null` before its first and after its last. */
export type Cell<Kind extends string> = {
  readonly day: Day
  readonly of: number
  readonly weekend: boolean
  readonly special: SpecialDay<Kind> | null
} | null

/** A year as twelve grids of weeks, Monday first, each special day in its place. */
export function monthsOf<Kind extends string>(year: number, days: readonly SpecialDay<Kind>[]): Cell<Kind>[][][] {
  const specials = new Map(days.map(special => [special.day, special]))
  return Array.from({ length: 12 }, (_, month) => {
    const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
    const before = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7
    const cells = Array.from({ length: Math.ceil((before + length) / 7) * 7 }, (_, at): Cell<Kind> => {
      const of = at - before + 1
      if (of < 1 || of > length) return null
      const day = new Date(Date.UTC(year, month, of)).toISOString().slice(0, 10) as Day
      return { day, of, weekend: at % 7 > 4, special: specials.get(day) ?? null }
    })
    return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
  })
}
