import type { Language } from '#server/platform/index.ts'
import { limitWords } from './limits.rules.ts'
import type { Limit, ProcedureContent, StatedLimit } from './model.ts'
import { say } from './text.ts'

/** A limit as people read it, in a list. */
export const limitSaid = (language: Language, row: { atOnce: boolean; limit: Limit | null }): string =>
  row.atOnce
    ? say(language, 'limit.at-once')
    : row.limit
      ? limitWords(language, row.limit)
      : say(language, 'limit.none')

export type LimitLine = { readonly case: string; readonly channels: string; readonly limit: string }

/** What a procedure's page says of its limits: alike limits of several channels on one line, the main case first. */
export function limitsSaid(
  language: Language,
  content: ProcedureContent
): { main: string; promise: string | null; lines: LimitLine[] } {
  const said = (entry: StatedLimit) =>
    entry.limit ? limitWords(language, entry.limit) : entry.text || say(language, 'limit.none')
  const lines = new Map<string, { case: string; limit: string; channels: Set<string> }>()
  for (const entry of content.limits) {
    const key = `${entry.case}|${said(entry)}`
    const line = lines.get(key) ?? { case: entry.case, limit: said(entry), channels: new Set() }
    lines.set(key, { ...line, channels: line.channels.add(say(language, `catalogue.channel.${entry.channel}`)) })
  }
  return {
    main: limitSaid(language, { atOnce: content.atOnce, limit: content.statutory }),
    promise: content.promise && limitWords(language, content.promise),
    lines: content.atOnce ? [] : [...lines.values()].map(line => ({ ...line, channels: [...line.channels].join(', ') }))
  }
}
