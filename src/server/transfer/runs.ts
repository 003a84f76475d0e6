import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ForeignRefusal } from '#server/foreign/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { importDossiers } from './import.ts'
import type { Counts, ImportReport, LineFault } from './import.ts'

const MOST_FAULTS = 5_000

export type ImportRun = {
  id: string
  name: string
  source: string | null
  state: 'rehearsed' | 'applying' | 'done' | 'failed'
  lines: number
  linesDone: number
  counts: Partial<Counts>
  faults: readonly LineFault[]
  createdAt: Date
}
type Refusal = ForeignRefusal | { code: 'not-found' }

/** Takes a file in and says what it would do; nothing is written but the rehearsal. */
export async function rehearseImport(
  ctx: Ctx,
  given: { name: string; bytes: Uint8Array; source: string | null }
): Promise<Result<{ id: string }, Refusal>> {
  const rehearsed = await onDisk(given.bytes, path =>
    importDossiers(ctx, path, { source: given.source, rehearse: true })
  )
  if (!rehearsed.ok) return rehearsed
  const { lines, counts, faults } = rehearsed.value
  const id = randomUUID()
  await ctx.sql`
    insert into import_run (id, name, source, file, state, lines, counts, faults, started_by, created_at, beat_at)
    values (${id}, ${given.name}, ${given.source}, ${Buffer.from(given.bytes)}, 'rehearsed', ${lines},
      ${ctx.sql.json(counts)}, ${ctx.sql.json(faults.slice(0, MOST_FAULTS) as never)}, ${ctx.actor.id}, ${ctx.now()}, ${ctx.now()})`
  return ok({ id })
}

/** Lets the job begin. */
export async function startImport(ctx: Ctx, id: string): Promise<Result<undefined, Refusal>> {
  if (!ctx.actor.may('transfer.import')) return err({ code: 'forbidden' })
  const started = await ctx.sql<{ jobs: number }[]>`
    with begun as (
      update import_run set state = 'applying', lines_done = 0, counts = '{}', beat_at = ${ctx.now()}
      where id::text = ${id} and state in ('rehearsed', 'failed') returning id
    )
    select count(job.id)::int as "jobs" from begun, graphile_worker.add_job('transfer.apply',
      json_build_object('run', begun.id, 'province', ${ctx.province.schema}::text)) as job`
  return started[0]!.jobs > 0 ? ok(undefined) : err({ code: 'not-found' })
}

/** The job: writes batch after batch and notes how far it is, so that it goes on where it was killed. */
export async function applyImport(ctx: Ctx, id: string): Promise<void> {
  const [run] = await ctx.sql<{ file: Buffer; source: string | null; rows: number; counts: Partial<Counts> }[]>`
    select file as "file", source as "source", lines_done as "rows", counts as "counts" from import_run where id = ${id} and state = 'applying'`
  if (!run) return
  const note = async ({ sql }: Ctx, done: number, _: number, counts: Counts) => {
    await sql`
      update import_run set lines_done = ${done}, counts = ${ctx.sql.json(counts)}, beat_at = ${ctx.now()} where id = ${id}`
  }
  const applied = await onDisk(run.file, path =>
    importDossiers(ctx, path, { source: run.source, rehearse: false, done: run, onProgress: note })
  )
  await ctx.sql`
    update import_run set state = ${applied.ok ? 'done' : 'failed'}, beat_at = ${ctx.now()},
      file = case when ${applied.ok}::boolean then ''::bytea else file end
    where id = ${id}`
}

/** Goes on with runs whose node was killed: nothing was heard of them for two minutes. */
export const resumeImports = (ctx: Ctx) => ctx.sql<{ jobs: number }[]>`
  with silent as (
    update import_run set beat_at = ${ctx.now()}
    where state = 'applying' and beat_at < ${new Date(ctx.now().getTime() - 120_000)} returning id
  )
  select count(job.id)::int as "jobs" from silent, graphile_worker.add_job('transfer.apply',
    json_build_object('run', silent.id, 'province', ${ctx.province.schema}::text)) as job`

/** The runs of late, newest first, or one of them. */
export async function importRuns(ctx: Ctx, id: string | null = null): Promise<readonly ImportRun[]> {
  if (!ctx.actor.may('transfer.import')) return []
  return ctx.sql<ImportRun[]>`
    select id as "id", name as "name", source as "source", state as "state", lines as "lines",
      lines_done as "linesDone", counts as "counts", case when ${id}::text is null then '[]'::jsonb else faults end as "faults",
      created_at as "createdAt"
    from import_run where ${id}::text is null or id::text = ${id} order by created_at desc limit 20`
}

async function onDisk(
  bytes: Uint8Array,
  then: (path: string) => Promise<Result<ImportReport, ForeignRefusal>>
): Promise<Result<ImportReport, ForeignRefusal>> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-import-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, bytes)
    return await then(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
