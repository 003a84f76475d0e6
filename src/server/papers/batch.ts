import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileRef } from '#server/documents/index.ts'
import { isId } from '#server/platform/ids.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result, Tasks, Timetable } from '#server/platform/index.ts'
import { readTable } from '#server/platform/sheet.ts'
import { enterPaper } from './actions.ts'
import { BATCH_COLUMNS, identityOf, paperOfLine } from './batch.rules.ts'
import type { BatchCells } from './batch.rules.ts'
import * as store from './batch.store.ts'
import type { BatchLine, BatchRow } from './batch.store.ts'
import { forgetWaiting, keepFiles } from './batch.files.ts'
import type { Arriving, TakeRefusal } from './batch.files.ts'
import { tableFaults } from './batch.words.ts'
import { paperKinds } from './kinds.ts'

type Given = { readonly name: string; readonly bytes: Uint8Array }
type Refused = { code: 'forbidden' | 'not-found' } | { code: 'batch-table-odd'; faults: string }

const AT_ONCE = 25
const SILENT_MS = 120_000

/**
 * Takes in a table of old results with its files, and those that went ahead of the form, and says of each line what
 * would become of it.
 */
export async function rehearseBatch(
  ctx: Ctx,
  table: Given,
  files: readonly Arriving[]
): Promise<Result<{ id: string }, Refused | TakeRefusal>> {
  const { unit, id: by } = ctx.actor
  if (!ctx.actor.may('papers.batch') || !unit || !by) return err({ code: 'forbidden' })
  const read = await readRows(table)
  if (read.faults.length > 0) return err({ code: 'batch-table-odd', faults: tableFaults(ctx.language, read.faults) })
  const id = randomUUID()
  const took = await keepFiles(ctx, id, files)
  if (!took.ok) return took
  const kept = took.value
  const kinds = await paperKinds(ctx)
  const lines = linesFrom(read.rows, kept, row => paperOfLine(row, unit, kinds))
  const there = new Set(
    (await store.entered(ctx, [...new Set([...kept.values()].map(file => file.id))])).map(({ file, number, holder }) =>
      JSON.stringify([file, number, holder])
    )
  )
  const told = lines.map(line =>
    line.content.paper && line.file && !line.fault && there.has(identityOf(line.file.id, line.content.paper))
      ? { ...line, fault: 'there-already' as const }
      : line
  )
  await store.put(ctx, { id, name: table.name.slice(0, 200), unit }, told)
  await forgetWaiting(ctx)
  ctx.log.info({ event: 'paper-batch.rehearsed', batch: id, lines: told.length }, 'rehearsed')
  return ok({ id })
}

async function readRows({ bytes }: Given) {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-batch-'))
  try {
    const path = join(folder, 'table')
    await writeFile(path, bytes)
    return await readTable(path, BATCH_COLUMNS)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function linesFrom(
  rows: readonly { row: number; cells: BatchCells }[],
  files: ReadonlyMap<string, FileRef>,
  paperOf: (cells: BatchCells) => ReturnType<typeof paperOfLine>
): BatchLine[] {
  const seen = new Set<string>()
  return rows.map(({ row: line, cells }) => {
    const read = paperOf(cells)
    const file = files.get(cells.file.toLowerCase()) ?? null
    const content = { cells, paper: 'fault' in read ? null : read }
    if ('fault' in read) return { line, content, file, fault: read.fault }
    if (!file) return { line, content, file, fault: 'file-missing' }
    const identity = identityOf(file.id, read)
    const fault = seen.has(identity) ? ('twice-in-table' as const) : null
    seen.add(identity)
    return { line, content, file, fault }
  })
}

/** Lets the job of a rehearsed batch begin. */
export async function startBatch(ctx: Ctx, id: string): Promise<Result<void, Refused>> {
  const batch = await theirs(ctx, id)
  if (!batch) return err({ code: 'not-found' })
  if (batch.state !== 'rehearsed') return ok(undefined)
  await store.setState(ctx, id, 'running')
  await store.enqueue(ctx, id, ctx.now())
  return ok(undefined)
}

/** The job: enters line after line and notes each, so that it goes on where it was killed and enters nothing twice. */
export async function runBatch(ctx: Ctx, id: string): Promise<number> {
  const [batch] = isId(id) ? await store.batches(ctx, null, id) : []
  if (batch?.state !== 'running') return 0
  const { startedBy, startedByName, unit } = batch
  const acting: Ctx = { ...ctx, actor: { ...ctx.actor, kind: 'officer', id: startedBy, name: startedByName, unit } }
  let entered = 0
  for (;;) {
    const next = await store.waiting(ctx, id, AT_ONCE)
    if (next.length === 0) break
    for (const line of next) if (await enterLine(acting, id, line)) entered++
    await store.setState(ctx, id, 'running')
  }
  await store.setState(ctx, id, 'done')
  ctx.log.info({ event: 'paper-batch.done', batch: id, entered }, 'entered')
  return entered
}

async function enterLine(
  ctx: Ctx,
  batch: string,
  { line, paper, file }: Awaited<ReturnType<typeof store.waiting>>[number]
) {
  const done = await enterPaper(ctx, paper, file)
  const before = done.ok
    ? null
    : (await store.entered(ctx, [file.id])).find(
        one => one.number === paper.number && one.holder === paper.holder.number
      )
  // Killed between the paper and the note of its line: the paper is there, and is this line's.
  const id = done.ok ? done.value.id : (before?.id ?? null)
  await store.noteLine(ctx, batch, line, { paper: id, fault: id === null ? 'refused' : null })
  return done.ok
}

async function theirs(ctx: Ctx, id: string): Promise<BatchRow | null> {
  const { unit } = ctx.actor
  if (!ctx.actor.may('papers.batch') || !unit || !isId(id)) return null
  return (await store.batches(ctx, unit, id))[0] ?? null
}

/** The batches of the officer's unit, newest first. */
export const ownBatches = async (ctx: Ctx): Promise<readonly BatchRow[]> =>
  ctx.actor.may('papers.batch') && ctx.actor.unit ? store.batches(ctx, ctx.actor.unit, null) : []

const A_PAGE = 100
/** One batch with its lines, page by page; null when it is not theirs. */
export async function batchScreen(ctx: Ctx, id: string, after: string | null) {
  const batch = await theirs(ctx, id)
  if (!batch) return null
  const from = after && /^\d{1,9}$/.test(after) ? Number(after) : 0
  const lines = await store.linesOf(ctx, id, from, A_PAGE + 1)
  return { batch, lines: lines.slice(0, A_PAGE), next: lines.length > A_PAGE ? String(lines[A_PAGE - 1]!.line) : null }
}

export const batchTasks = {
  'papers.batch': async (ctx, { batch }) => {
    await runBatch(ctx, String(batch))
  },
  'papers.resume-batches': async ctx => {
    await store.enqueue(ctx, null, new Date(ctx.now().getTime() - SILENT_MS))
  }
} satisfies Tasks
/** Batches whose node was killed go on within three minutes. */
export const batchTimetable: Timetable = [{ match: '* * * * *', task: 'papers.resume-batches' }]
