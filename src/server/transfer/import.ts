import { putForeign } from '#server/foreign/index.ts'
import type { ForeignDossier, ForeignRefusal, Outcome, Told } from '#server/foreign/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { readDossiers } from './read.ts'
import type { ReadRow } from './read.ts'
import { dossierOf } from './values.rules.ts'
import type { RowFault } from './values.rules.ts'

const BATCH = 500

export type Counts = Readonly<Record<Outcome | 'refused', number>>
export type LineFault = RowFault & { readonly line: number }
export type ImportReport = { readonly lines: number; readonly counts: Counts; readonly faults: readonly LineFault[] }
type Options = {
  readonly source: string | null
  readonly rehearse: boolean
  /** Rows that an earlier run has written, and what became of them; they are passed over. */
  readonly done?: { readonly rows: number; readonly counts: Partial<Counts> }
  /** Told within the transaction of each batch, so that what is noted and what is written never differ. */
  readonly onProgress?: (ctx: Ctx, done: number, lines: number, soFar: Counts) => Promise<void> | void
}

/**
 * Brings dossiers in from a file, or says what would happen. Written in batches, each for good, so a run that was killed
 * goes on; every row that is not understood is reported with its line and column, and the rest goes in.
 */
export async function importDossiers(
  ctx: Ctx,
  path: string,
  options: Options
): Promise<Result<ImportReport, ForeignRefusal>> {
  if (!ctx.actor.may('transfer.import')) return err({ code: 'forbidden' })
  const rows = await readDossiers(path)
  let counts: Record<Outcome | 'refused', number> = {
    ...{ added: 0, changed: 0, unchanged: 0, older: 0 },
    ...options.done?.counts,
    refused: 0
  }
  const faults: LineFault[] = []
  const seen = new Set<string>()
  for (let at = 0; at < rows.length; at += BATCH) {
    const read = understood(rows.slice(at, at + BATCH), options.source, seen)
    faults.push(...read.faults)
    counts.refused += read.refused
    if (Math.min(at + BATCH, rows.length) <= (options.done?.rows ?? 0)) continue
    const put = await ctx.sql.begin(async sql => {
      const tx = { ...ctx, sql: sql as unknown as Ctx['sql'] }
      const written = await putSources(tx, read.bySource, options.rehearse)
      if (!written.ok) return written
      const soFar = { ...counts }
      for (const { outcome } of written.value) soFar[outcome]++
      await options.onProgress?.(tx, Math.min(at + BATCH, rows.length), rows.length, soFar)
      return ok(soFar)
    })
    if (!put.ok) return put
    counts = put.value
  }
  return ok({ lines: rows.length, counts, faults })
}

async function putSources(
  ctx: Ctx,
  bySource: ReadonlyMap<string, readonly ForeignDossier[]>,
  rehearse: boolean
): Promise<Result<Told[], ForeignRefusal>> {
  const told: Told[] = []
  for (const [source, dossiers] of bySource) {
    const put = await putBatch(ctx, source, dossiers, rehearse)
    if (!put.ok) return put
    told.push(...put.value)
  }
  return ok(told)
}

/** A source nobody has named yet is entered under its code, so that an import needs no preparation. */
async function putBatch(ctx: Ctx, source: string, dossiers: readonly ForeignDossier[], rehearse: boolean) {
  if (rehearse) {
    const put = await putForeign(ctx, source, dossiers, { rehearse, needs: 'transfer.import' })
    if (put.ok || put.error.code !== 'source-unknown') return put
    return ok(dossiers.map(({ code }) => ({ code, outcome: 'added' as const })))
  }
  await ctx.sql`insert into system (code, name_vi) values (${source}, ${source}) on conflict (code) do nothing`
  return putForeign(ctx, source, dossiers, { needs: 'transfer.import' })
}

function understood(rows: readonly ReadRow[], source: string | null, seen: Set<string>) {
  const bySource = new Map<string, ForeignDossier[]>()
  const faults: LineFault[] = []
  let refused = 0
  const refuse = (line: number, found: readonly RowFault[]) => {
    refused++
    faults.push(...found.map(fault => ({ line, ...fault })))
  }
  for (const { line, cells } of rows) {
    if (!cells) {
      refuse(line, [{ column: 'code', reason: 'not-a-row', value: '' }])
      continue
    }
    const read = dossierOf(cells, source)
    if (!read.ok) {
      refuse(line, read.faults)
      continue
    }
    const key = `${read.source} ${read.dossier.code}`
    if (!/^[a-z][a-z0-9-]{1,30}$/.test(read.source))
      refuse(line, [{ column: 'source', reason: 'too-long', value: read.source.slice(0, 80) }])
    else if (seen.has(key)) refuse(line, [{ column: 'code', reason: 'twice', value: read.dossier.code }])
    else bySource.set(read.source, [...(bySource.get(read.source) ?? []), read.dossier])
    seen.add(key)
  }
  return { bySource, faults, refused }
}
