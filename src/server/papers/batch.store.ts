import type { FileRef } from '#server/documents/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { BatchCells, BatchFault } from './batch.rules.ts'
import type { PaperInput } from './model.ts'

export type BatchLine = {
  readonly line: number
  readonly content: { readonly cells: BatchCells; readonly paper: PaperInput | null }
  readonly file: FileRef | null
  readonly fault: BatchFault | null
}
export type BatchRow = {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly state: 'rehearsed' | 'running' | 'done'
  readonly startedBy: string
  readonly startedByName: string
  readonly createdAt: Date
  readonly lines: number
  readonly entered: number
  readonly faults: number
}

export const put = (
  { sql, actor, now }: Ctx,
  batch: { id: string; name: string; unit: string },
  lines: readonly BatchLine[]
) => sql`
  with opened as (
    insert into paper_batch (id, name, unit, state, started_by, started_by_name, created_at, beat_at)
    values (${batch.id}, ${batch.name}, ${batch.unit}, 'rehearsed', ${actor.id}, ${actor.name}, ${now()}, ${now()})
    returning id
  )
  insert into paper_batch_line (batch, line, content, file, fault)
  select opened.id, one.line, one.content, one.file, one.fault
  from opened, jsonb_to_recordset(${sql.json(lines as never)}) as one (line int, content jsonb, file jsonb, fault text)`

/** The batches of a unit and below it, newest first, with how far each is; or one of them. */
export const batches = ({ sql }: Ctx, unit: string | null, id: string | null) => sql<BatchRow[]>`
  select b.id as "id", b.name as "name", b.unit as "unit", b.state as "state", b.started_by as "startedBy",
    b.started_by_name as "startedByName", b.created_at as "createdAt", count(l.line)::int as "lines",
    count(l.paper)::int as "entered", count(l.fault)::int as "faults"
  from paper_batch b left join paper_batch_line l on l.batch = b.id
  where (${unit}::text is null or b.unit = ${unit} or starts_with(b.unit, ${unit} || '.'))
    and (${id}::uuid is null or b.id = ${id}::uuid)
  group by b.id order by b.created_at desc limit 30`

export const linesOf = ({ sql }: Ctx, batch: string, after: number, limit: number) => sql<
  { line: number; cells: BatchCells; fault: BatchFault | null; paper: string | null }[]
>`
  select line as "line", content -> 'cells' as "cells", fault as "fault", paper as "paper" from paper_batch_line
  where batch = ${batch}::uuid and line > ${after} order by line limit ${limit}`

/** The next lines of a batch that are neither entered nor at fault. */
export const waiting = ({ sql }: Ctx, batch: string, limit: number) => sql<
  { line: number; paper: PaperInput; file: FileRef }[]
>`
  select line as "line", content -> 'paper' as "paper", file as "file" from paper_batch_line
  where batch = ${batch}::uuid and paper is null and fault is null order by line limit ${limit}`

export const noteLine = (
  { sql }: Ctx,
  batch: string,
  line: number,
  { paper, fault }: { paper: string | null; fault: BatchFault | null }
) => sql`
  update paper_batch_line set paper = ${paper}::uuid, fault = ${fault}
  where batch = ${batch}::uuid and line = ${line} and paper is null`

export const setState = ({ sql, now }: Ctx, batch: string, state: BatchRow['state']) => sql`
  update paper_batch set state = ${state}, beat_at = ${now()} where id = ${batch}::uuid`

/** Which of these files, numbers and holders are papers of an earlier batch already. */
export const entered = ({ sql }: Ctx, files: readonly string[]) => sql<
  { id: string; file: string; number: string; holder: string }[]
>`
  select id as "id", file as "file", number as "number", holder as "holder" from paper
  where source = 'batch' and file = any(${[...files]}::text[])`

/** Asks for the job: of a batch just begun, or of those nothing was heard of for so long. */
export const enqueue = ({ sql, province, now }: Ctx, batch: string | null, silentSince: Date) => sql<
  { jobs: number }[]
>`
  with chosen as (
    update paper_batch set beat_at = ${now()}
    where state = 'running' and case when ${batch}::uuid is null then beat_at < ${silentSince} else id = ${batch}::uuid end
    returning id
  )
  select count(job.id)::int as "jobs" from chosen, graphile_worker.add_job('papers.batch',
    json_build_object('batch', chosen.id, 'province', ${province.schema}::text)) as job`
