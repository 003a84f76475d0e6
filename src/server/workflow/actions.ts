import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { compileProcess } from './bpmn.ts'
import { hashOf, readProcesses } from './import.ts'
import type { ImportRemark, ReadProcess } from './import.model.ts'
import type { ProcessModel } from './model.ts'
import type { ProcessInvalid } from './refusals.ts'
import { listRevisions, loadModel, loadRevision, storeProcesses } from './store.ts'
import type { ProcessRevision, ProcessRow } from './store.ts'

export type ProcessSubmission = {
  readonly xml: string
  readonly title: string
  readonly procedureCode?: string | null
  /** The decision behind it, or who drew it. */
  readonly source?: string
}
type Forbidden = { readonly code: 'forbidden' }

/** Checks a BPMN process and stores it as an immutable revision; the same text again gives the same id. */
export async function publishProcess(
  ctx: Ctx,
  given: ProcessSubmission
): Promise<Result<{ id: string; fresh: boolean }, Forbidden | ProcessInvalid>> {
  if (!ctx.actor.may('workflow.publish')) return err({ code: 'forbidden' })
  const compiled = await compileProcess(given.xml)
  if (!compiled.ok) return compiled
  const { xml, title, procedureCode = null, source = '' } = given
  const [stored] = await storeProcesses(ctx, [
    { xml, title, procedureCode, source, model: compiled.value, contentHash: hashOf(xml) }
  ])
  if (!stored) throw new Error('the process was not stored')
  ctx.log.info({ event: 'process.published', process: stored.id, fresh: stored.fresh }, 'process published')
  return ok({ id: stored.id, fresh: stored.fresh })
}

export type ImportedLine = {
  readonly line: number
  readonly title: string
  readonly outcome: 'new' | 'known' | 'rejected'
  readonly id: string | null
  readonly remarks: readonly ImportRemark[]
}
export type ImportReport = {
  readonly new: number
  readonly known: number
  readonly rejected: number
  readonly lines: readonly ImportedLine[]
}

/** Takes in a file of internal processes and reports on every line. May be repeated: what is known stays as it is. */
export async function importProcesses(
  ctx: Ctx,
  lines: AsyncIterable<string>
): Promise<Result<ImportReport, Forbidden>> {
  if (!ctx.actor.may('workflow.import')) return err({ code: 'forbidden' })
  const report: ImportedLine[] = []
  let batch: ReadProcess[] = []
  for await (const read of readProcesses(lines)) {
    batch.push(read)
    if (batch.length < 100) continue
    report.push(...(await storeBatch(ctx, batch)))
    batch = []
  }
  report.push(...(await storeBatch(ctx, batch)))
  const count = (outcome: ImportedLine['outcome']) => report.filter(line => line.outcome === outcome).length
  const counts = { new: count('new'), known: count('known'), rejected: count('rejected') }
  ctx.log.info({ event: 'processes.imported', ...counts }, 'processes imported')
  return ok({ ...counts, lines: report })
}

async function storeBatch(ctx: Ctx, batch: readonly ReadProcess[]): Promise<ImportedLine[]> {
  const good = batch.flatMap(read => (read.kind === 'read' ? [read] : []))
  const stored = new Map((good.length > 0 ? await storeProcesses(ctx, good) : []).map(row => [row.contentHash, row]))
  return batch.map(read => {
    const { line, title, remarks } = read
    const row = read.kind === 'read' ? stored.get(read.contentHash) : undefined
    return { line, title, remarks, outcome: row ? (row.fresh ? 'new' : 'known') : 'rejected', id: row?.id ?? null }
  })
}

const CACHED = 2_000
const cache = new Map<string, ProcessModel>()

/** The process a dossier runs on, or null. Revisions never change, so each is read from the database once. */
export async function processOf(ctx: Ctx, id: string): Promise<ProcessModel | null> {
  const key = `${ctx.province.schema} ${id}`
  const known = cache.get(key)
  if (known) return known
  const [row] = await loadModel(ctx, id)
  if (!row) return null
  const [oldest] = cache.keys()
  if (cache.size >= CACHED && oldest !== undefined) cache.delete(oldest)
  cache.set(key, row.model)
  return row.model
}

/** A revision with its BPMN text, for showing and editing. */
export async function processRevision(ctx: Ctx, id: string): Promise<ProcessRevision | null> {
  const [row] = await loadRevision(ctx, id)
  return row ?? null
}

/** The processes kept, of one procedure or of all, by title. */
export async function listProcesses(ctx: Ctx, procedureCode: string | null = null): Promise<ProcessRow[]> {
  return listRevisions(ctx, procedureCode)
}
