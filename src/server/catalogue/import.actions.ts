import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { newRevision } from './actions.ts'
import { sha256 } from './hash.rules.ts'
import { ImportedProcedure } from './import.model.ts'
import { isTable, recordsOf } from './import.table.ts'
import type { ImportLine, ImportSummary, Notice, NoticeKind } from './import.model.ts'
import { carryOver, readRecord } from './import.rules.ts'
import * as store from './store.ts'
import { say } from './text.ts'

/** The rule set that imported procedures run under: the law of today. */
const RULE_SET = 'vn-2025'
const BATCH = 100

type Entry = { line: number; text: string }

/**
 * Imports published procedures, one JSON record a line, plain or gzipped, as a stream. Every line that could be read
 * becomes a revision with its whole record beside it; `report` gets each thing that was not understood. A line imported
 * before changes nothing, so the import may be repeated.
 */
export async function importProcedures(
  ctx: Ctx,
  path: string,
  report: (line: ImportLine) => void = () => {}
): Promise<Result<ImportSummary>> {
  if (!ctx.actor.may('catalogue.import')) return err({ code: 'forbidden' })
  const tally = { lines: 0, published: 0, unchanged: 0, leftOut: 0, notices: {} as Partial<Record<NoticeKind, number>> }
  const seen = new Set<string>()
  const note = (line: number, code: string, notices: readonly Notice[]) => {
    for (const { kind, detail } of oncePerKind(notices)) {
      tally.notices[kind] = (tally.notices[kind] ?? 0) + 1
      const facts = { detail: detail.replace(/\s+/g, ' ').trim().slice(0, 160) || '–' }
      report({ line, code, kind, vi: say('vi', `import.${kind}`, facts), en: say('en', `import.${kind}`, facts) })
    }
  }
  let batch: Entry[] = []
  const flush = async () => {
    const done = await importBatch(ctx, batch, seen, note)
    tally.published += done.published
    tally.unchanged += done.unchanged
    tally.leftOut += done.leftOut
    batch = []
  }
  try {
    for await (const text of (await isTable(path)) ? recordsOf(ctx, path) : await linesOf(path)) {
      tally.lines += 1
      if (text.trim() === '') continue
      batch.push({ line: tally.lines, text })
      if (batch.length === BATCH) await flush()
    }
    await flush()
  } catch (error) {
    if (isFileTrouble(error)) return err({ code: 'file-unreadable', path, detail: (error as Error).message })
    throw error
  }
  ctx.log.info({ event: 'catalogue.imported', ...tally }, 'procedures imported')
  return ok(tally)
}

async function importBatch(
  ctx: Ctx,
  batch: readonly Entry[],
  seen: Set<string>,
  note: (line: number, code: string, notices: readonly Notice[]) => void
): Promise<{ published: number; unchanged: number; leftOut: number }> {
  const records = batch.flatMap(entry => {
    const read = parseLine(entry.text)
    if ('broken' in read) {
      note(entry.line, '', [{ kind: 'json-broken', detail: read.broken }])
      return []
    }
    if (seen.has(read.record.code)) {
      note(entry.line, read.record.code, [{ kind: 'code-twice', detail: read.record.code }])
      return []
    }
    seen.add(read.record.code)
    return [{ ...entry, ...read, hash: sha256(entry.text.trim()) }]
  })
  if (records.length === 0) return { published: 0, unchanged: 0, leftOut: batch.length }
  const [known, newest] = await Promise.all([
    store.knownSources(
      ctx,
      records.map(record => record.hash)
    ),
    store.newestContents(
      ctx,
      records.map(record => record.record.code)
    )
  ])
  const knownHashes = new Set(known.map(row => row.sourceHash))
  const current = new Map(newest.map(row => [row.code, row.content]))
  const today = dayOf(ctx.now())
  const revisions = records.flatMap(({ line, record, raw, hash }) => {
    const { content, notices } = readRecord(record, raw, { day: today, ruleSet: RULE_SET })
    const isKnown = knownHashes.has(hash)
    const before = current.get(record.code)
    const carried = before && !isKnown ? carryOver(content, before) : { content, notices: [] }
    note(line, record.code, [...notices, ...carried.notices])
    return isKnown ? [] : [newRevision(carried.content, { record: raw, hash })]
  })
  const published =
    revisions.length > 0 ? await store.publish(ctx, revisions, { at: ctx.now(), name: ctx.actor.name }) : []
  return {
    published: published.length,
    unchanged: records.length - published.length,
    leftOut: batch.length - records.length
  }
}

function parseLine(text: string): { record: ImportedProcedure; raw: object } | { broken: string } {
  try {
    const raw: object = JSON.parse(text)
    const parsed = ImportedProcedure.safeParse(raw)
    if (parsed.success) return { record: parsed.data, raw }
    return { broken: parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ') }
  } catch (error) {
    return { broken: (error as Error).message }
  }
}

/** A kind is told once a procedure, with all the words it stumbled over. */
function oncePerKind(notices: readonly Notice[]): Notice[] {
  const kinds = new Map<NoticeKind, Set<string>>()
  for (const { kind, detail } of notices) kinds.set(kind, (kinds.get(kind) ?? new Set()).add(detail))
  return [...kinds].map(([kind, details]) => ({ kind, detail: [...details].join('; ') }))
}

/** The lines of a file, unpacked where it begins with the mark of gzip, whatever its name. */
async function linesOf(path: string): Promise<AsyncIterable<string>> {
  const file = await open(path)
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
  await file.close()
  const bytes = createReadStream(path)
  const isPacked = buffer[0] === 0x1f && buffer[1] === 0x8b
  const input = isPacked ? bytes.pipe(createGunzip()) : bytes
  const lines = createInterface({ input, crlfDelay: Infinity })
  const failed = new Promise<never>((_, reject) => {
    bytes.once('error', reject)
    input.once('error', reject)
  })
  failed.catch(() => {})
  return untilFailed(lines, failed)
}

/** A torn archive ends the reading with its error instead of a silent end of file. */
async function* untilFailed(lines: AsyncIterable<string>, failed: Promise<never>): AsyncIterable<string> {
  const iterator = lines[Symbol.asyncIterator]()
  for (;;) {
    const next = await Promise.race([iterator.next(), failed])
    if (next.done) return
    yield next.value
  }
}

const isFileTrouble = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^(E[A-Z]+|Z_[A-Z_]+)$/.test(error.code)
