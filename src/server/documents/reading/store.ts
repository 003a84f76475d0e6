import type { Ctx } from '#server/platform/index.ts'
import type { Kind, Reading, ReadRefusal } from './model.ts'
import { READER_VERSION } from './model.ts'

/** How far a file is read, and what it said. */
export type ReadingRow = {
  readonly state: 'waiting' | 'running' | 'done' | 'refused'
  readonly pages: number
  readonly done: number
  readonly result: Reading | null
  readonly refusal: ReadRefusal | null
}

/** The same in short. */
export type FindingRow = {
  readonly file: string
  readonly state: ReadingRow['state']
  readonly kind: Kind | null
  readonly fields: Reading['fields'] | null
}

/** Puts a file on the list, once: not again while it waits or when this reader has read it. */
export const ask = ({ sql, now, province }: Ctx, file: string) => sql<{ jobs: number }[]>`
  with asked as (
    insert into reading (blob, version, asked_at) values (${file}, ${READER_VERSION}, ${now()})
    on conflict (blob) do update set version = excluded.version, asked_at = excluded.asked_at, state = 'waiting',
      pages = 0, pages_done = 0, result = null, refusal = null, finished_at = null
    where reading.state = 'refused' or (reading.state = 'done' and reading.version < excluded.version)
    returning blob
  )
  select count(job.id)::int as "jobs" from asked, graphile_worker.add_job('documents.read',
    json_build_object('file', asked.blob, 'province', ${province.schema}::text), max_attempts := 3) as job`

export const find = ({ sql }: Ctx, file: string) => sql<ReadingRow[]>`
  select state as "state", pages as "pages", pages_done as "done", result as "result", refusal as "refusal"
  from reading where blob = ${file}`

/** Of several files at once, what a list shows: how far each is, what kind of paper it is, and its fields. */
export const findings = ({ sql }: Ctx, files: readonly string[]) => sql<FindingRow[]>`
  select blob as "file", state as "state", (result ->> 'kind')::text as "kind", result -> 'fields' as "fields"
  from reading where blob = any(${files as string[]}::text[])`

export const begin = ({ sql }: Ctx, file: string) => sql<{ type: string }[]>`
  update reading set state = 'running', pages = 0, pages_done = 0 from blob
  where reading.blob = ${file} and blob.sha256 = reading.blob and reading.state in ('waiting', 'running')
  returning blob.media_type as "type"`

export const advance = ({ sql }: Ctx, file: string, { pages, done }: { pages: number; done: number }) => sql`
  update reading set pages = ${pages}, pages_done = ${done} where blob = ${file} and state = 'running'`

export const finish = ({ sql, now }: Ctx, file: string, result: Reading) => sql`
  update reading set state = 'done', result = ${sql.json(result as never)}, pages = ${result.pages.length},
    pages_done = ${result.pages.length}, finished_at = ${now()}
  where blob = ${file} and state = 'running'`

export const refuse = ({ sql, now }: Ctx, file: string, refusal: ReadRefusal) => sql`
  update reading set state = 'refused', refusal = ${sql.json(refusal)}, finished_at = ${now()}
  where blob = ${file} and state = 'running'`
