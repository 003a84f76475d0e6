import { dayOf, err, fold, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { differences } from './difference.rules.ts'
import { checkForm } from './form.rules.ts'
import { canonical, sha256 } from './hash.rules.ts'
import type { Difference, Level, ProcedureContent, ProcedureRevision, ProcedureRow, ServiceLevel } from './model.ts'
import { ProcedureContent as Content } from './model.ts'
import { codeQuery, foldQuery, readCursor, soundText, searchText, writeCursor } from './search.rules.ts'
import { attempts, keysOf, queryOf, soundOf } from './spelling.rules.ts'
import * as store from './store.ts'
import type { NewRevision, RevisionRow } from './store.ts'
import * as views from './views.ts'

/**
 * Publishes a revision of a procedure. Content that equals the newest revision is answered as `unchanged`; a form that
 * cannot be filled, a paper listed twice or a promise longer than the law are refused before anything is written.
 */
export async function publishRevision(
  ctx: Ctx,
  content: unknown
): Promise<Result<{ id: string; number: number; unchanged: boolean }>> {
  if (!ctx.actor.may('catalogue.publish')) return err({ code: 'forbidden' })
  const parsed = Content.safeParse(content)
  if (!parsed.success)
    return err({
      code: 'input-invalid',
      errors: parsed.error.issues.map(issue => ({ field: issue.path.join('.'), message: issue.message }))
    })
  const faults = contentFaults(parsed.data)
  if (faults.length > 0) return err({ code: 'revision-faulty', faults })
  const [published] = await store.publish(ctx, [newRevision(parsed.data)], { at: ctx.now(), name: ctx.actor.name })
  if (published) {
    ctx.log.info(
      { event: 'catalogue.revision-published', procedure: published.code, number: published.number },
      'published'
    )
    return ok({ id: published.id, number: published.number, unchanged: false })
  }
  const [newest] = await store.revisionsOf(ctx, parsed.data.code)
  if (!newest) throw new Error(`procedure ${parsed.data.code} was neither published nor found`)
  return ok({ id: newest.id, number: newest.number, unchanged: true })
}

/** What would make a revision unusable at the desk. Empty = publishable. */
export function contentFaults(content: ProcedureContent): { fault: string; detail: string }[] {
  const papers = content.papers.map(paper => paper.code)
  const { promise, statutory } = content
  return [
    ...papers.filter((code, at) => papers.indexOf(code) !== at).map(code => ({ fault: 'paper-twice', detail: code })),
    ...(promise && statutory && promise.unit === statutory.unit && promise.value > statutory.value
      ? [{ fault: 'promise-longer-than-law', detail: `${promise.value} > ${statutory.value}` }]
      : []),
    ...(content.form
      ? checkForm(content.form).map(fault => ({ fault: fault.code, detail: `${fault.key}: ${fault.detail}` }))
      : [])
  ]
}

/** Makes the row to be written from content: hashes and the folded words of search. */
export const newRevision = (content: ProcedureContent, source?: { record: object; hash: string }): NewRevision => ({
  code: content.code,
  content,
  contentHash: sha256(canonical(content)),
  source: source?.record ?? null,
  sourceHash: source?.hash ?? null,
  search: searchText(content),
  sounds: soundText(content),
  keys: keysOf(fold(`${content.code} ${content.name.vi} ${content.name.en ?? ''}`))
})

/** The revision in force today (or on a day), for everybody. */
export async function procedureByCode(
  ctx: Ctx,
  code: string,
  on = dayOf(ctx.now())
): Promise<Result<ProcedureRevision>> {
  const row = await store.revisionInForce(ctx, code, on)
  return row && row.status === 'in-force' ? ok(revisionOf(row)) : err({ code: 'not-found', procedure: code })
}

/** The revision that an open dossier runs under, whatever has been published since. */
export async function revisionById(ctx: Ctx, id: string): Promise<Result<ProcedureRevision>> {
  const [row] = await store.revisionById(ctx, id)
  return row ? ok(revisionOf(row)) : err({ code: 'not-found', revision: id })
}

const revisionOf = (row: RevisionRow): ProcedureRevision => ({
  id: row.id,
  number: row.number,
  contentHash: row.contentHash,
  publishedAt: row.publishedAt,
  publishedBy: row.publishedBy,
  content: row.content
})

/** Takes a procedure off the lists (abolished). Its open dossiers go on. */
export async function withdrawProcedure(ctx: Ctx, code: string): Promise<Result<{ code: string }>> {
  if (!ctx.actor.may('catalogue.withdraw')) return err({ code: 'forbidden' })
  const [row] = await store.withdraw(ctx, code)
  return row ? ok(row) : err({ code: 'not-found', procedure: code })
}

export type Search = {
  readonly text?: string | undefined
  readonly level?: Level | undefined
  readonly field?: string | undefined
  readonly serviceLevel?: ServiceLevel | undefined
  readonly after?: string | undefined
  readonly limit?: number | undefined
}
export type Page = { readonly rows: readonly ProcedureRow[]; readonly next: string | null }

/**
 * Procedures for a question typed as people type: with or without accents, a few slips allowed, the law's words or the
 * street's. Without text, all in alphabetical order. `next` goes on where the page ended.
 */
export async function searchProcedures(ctx: Ctx, asked: Search): Promise<Result<Page>> {
  const limit = Math.min(Math.max(asked.limit ?? 20, 1), 100)
  const after = asked.after ? readCursor(asked.after) : null
  if (asked.after && !after) return err({ code: 'input-invalid', errors: [{ field: 'after', message: 'cursor' }] })
  const filter = { level: asked.level ?? null, field: asked.field ?? null, serviceLevel: asked.serviceLevel ?? null }
  const text = (asked.text ?? '').trim()
  const found = text
    ? await searchByWords(ctx, text, filter, after, limit + 1)
    : await views.byName(ctx, filter, after, limit + 1)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return ok({ rows: rows.map(rowOf), next: last && found.length > limit ? writeCursor(last) : null })
}

async function searchByWords(
  ctx: Ctx,
  text: string,
  filter: views.ListFilter,
  after: { key: string; code: string } | null,
  limit: number
): Promise<views.ListRow[]> {
  const phrase = foldQuery(text)
  const code = codeQuery(text)
  if (phrase === '') return []
  if (after && !/^-?\d+$/.test(after.key)) return []
  for (const words of attempts(phrase)) {
    const found = await views.byWords(
      ctx,
      { query: queryOf(words), words, sound: words.map(soundOf).join(' '), code },
      filter,
      after,
      limit
    )
    if (found.length > 0 || after) return found
  }
  return []
}

const rowOf = (row: views.ListRow): ProcedureRow => ({
  code: row.code,
  name: row.name,
  field: { code: row.fieldCode, name: row.fieldName },
  levels: row.levels,
  agency: row.agency,
  serviceLevel: row.serviceLevel,
  atOnce: row.atOnce,
  limit: row.limit,
  validFrom: row.validFrom
})

/** The fields with procedures in force, for the filter. */
export const fieldsInUse = (ctx: Ctx) => views.fields(ctx)

/** All revisions of a procedure, newest first. */
export const revisionsOf = (ctx: Ctx, code: string) => store.revisionsOf(ctx, code)

/** What changed between two published revisions of a procedure, by their numbers. */
export async function compareRevisions(
  ctx: Ctx,
  code: string,
  numbers: { from: number; to: number }
): Promise<Result<{ from: ProcedureRevision; to: ProcedureRevision; differences: Difference[] }>> {
  const [[from], [to]] = await Promise.all([
    store.revisionByNumber(ctx, code, numbers.from),
    store.revisionByNumber(ctx, code, numbers.to)
  ])
  if (!from || !to) return err({ code: 'not-found', procedure: code })
  return ok({ from: revisionOf(from), to: revisionOf(to), differences: differences(from.content, to.content) })
}

/** The record as it was imported, with all that the import did not understand. */
export async function importedRecord(ctx: Ctx, revision: string): Promise<Record<string, unknown> | null> {
  const [row] = await store.sourceOf(ctx, revision)
  return row?.source ?? null
}
