import { unitNames } from '#server/organisation/index.ts'
import { dayOf, endOf, startOf, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import { readDay } from '#server/documents/index.ts'
import { registerOf } from './counter.views.ts'
import type { RegisterRow } from './counter.views.ts'

export const LINES_A_PAGE = 50

/** The days asked for in an address (`from`, `to`; `23/11/2026` or `2026-11-23`): today when left out, never backwards. */
export function daysAsked(ctx: Ctx, asked: URLSearchParams): { from: Day; to: Day } {
  const today = dayOf(ctx.now())
  const read = (name: string): Day | null => {
    const text = asked.get(name) ?? ''
    return readDay(text.split('-').length === 3 && /^\d{4}/.test(text) ? text.split('-').reverse().join('-') : text)
  }
  const from = read('from') ?? read('to') ?? today
  const to = read('to') ?? from
  return from <= to ? { from, to } : { from: to, to: from }
}

/** One page of the register book, with the names of the settling agencies and where the next page begins. */
export async function registerPage(
  ctx: Ctx,
  { from, to, after }: { from: Day; to: Day; after: string | null }
): Promise<{ rows: (RegisterRow & { agency: string })[]; next: string | null }> {
  const [at, code] = (after ?? '').split('~')
  const found = await registerOf(ctx, {
    from: startOf(from),
    to: endOf(to),
    after: at && code && !Number.isNaN(Date.parse(at)) ? { at, code } : null,
    limit: LINES_A_PAGE + 1
  })
  const rows = found.slice(0, LINES_A_PAGE)
  const names = await unitNames(ctx, [...new Set(rows.map(row => row.settlingUnit))])
  const last = rows.at(-1)
  return {
    rows: rows.map(row => ({
      ...row,
      agency: wordsIn(ctx.language, names.get(row.settlingUnit) ?? { vi: row.settlingUnit })
    })),
    next: last && found.length > LINES_A_PAGE ? `${last.filedAt.toISOString()}~${last.code}` : null
  }
}
