import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { logEntries, xesHead, XES_TAIL, xesTrace } from './log.rules.ts'
import type { LogEntry, LoggedEvent } from './log.rules.ts'

export type LogAsked = {
  readonly format: 'jsonl' | 'xes'
  /** Events from this instant on, before that one; null: all. */
  readonly from: Date | null
  readonly to: Date | null
}

/** The event log as a file, case by case, streamed: JSON lines or XES. No applicant is named in it. */
export function exportLog(ctx: Ctx, asked: LogAsked): Result<AsyncGenerator<string>, { code: 'forbidden' }> {
  if (!ctx.actor.may('dossier.export-log')) return err({ code: 'forbidden' })
  return ok(pieces(ctx, asked))
}

async function* pieces(ctx: Ctx, { format, from, to }: LogAsked): AsyncGenerator<string> {
  if (format === 'xes') yield xesHead(ctx.province.name)
  for await (const events of cases(ctx, from, to)) {
    const entries = logEntries(events).filter((_, index) => isWithin(events[index]!.at, from, to))
    yield format === 'xes' ? xesTrace(entries) : entries.map(jsonLine).join('')
  }
  if (format === 'xes') yield XES_TAIL
}

const jsonLine = (entry: LogEntry): string => `${JSON.stringify(entry)}\n`
const isWithin = (at: Date, from: Date | null, to: Date | null): boolean => (!from || at >= from) && (!to || at < to)

/** Whole cases that have an event in the span: a step's name may have been told before it. */
async function* cases({ sql }: Ctx, from: Date | null, to: Date | null): AsyncGenerator<LoggedEvent[]> {
  const cursor = sql<LoggedEvent[]>`
    select event.case_id as "caseId", dossier.code as "code", event.version as "version", event.type as "type",
      event.at as "at", event.actor_kind as "actorKind", event.actor_name as "actorName",
      event.actor_unit as "actorUnit", event.data as "data"
    from event join dossier on dossier.id = event.case_id
    where event.case_kind = 'dossier'
      and ((${from}::timestamptz is null and ${to}::timestamptz is null) or exists (
        select from event within_span
        where within_span.case_id = event.case_id
          and (${from}::timestamptz is null or within_span.at >= ${from}::timestamptz)
          and (${to}::timestamptz is null or within_span.at < ${to}::timestamptz)))
    order by event.case_id, event.version`.cursor(1000)
  let open: LoggedEvent[] = []
  for await (const rows of cursor) {
    for (const row of rows) {
      if (open.length > 0 && open[0]!.caseId !== row.caseId) {
        yield open
        open = []
      }
      open.push(row)
    }
  }
  if (open.length > 0) yield open
}
