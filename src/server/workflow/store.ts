import type { Ctx } from '#server/platform/index.ts'
import type { CompiledProcess } from './import.model.ts'
import type { ProcessModel } from './model.ts'

export type StoredProcess = { readonly contentHash: string; readonly id: string; readonly fresh: boolean }

/** Stores compiled processes; one that is there already (the same content) keeps its id. One statement for all. */
export const storeProcesses = ({ sql, now, actor }: Ctx, processes: readonly CompiledProcess[]) => {
  const rows = processes.map(({ procedureCode, title, source, xml, model, contentHash }) => ({
    procedure_code: procedureCode,
    title,
    source,
    xml,
    model,
    content_hash: contentHash
  }))
  return sql<StoredProcess[]>`
    with given as (
      select procedure_code, title, source, xml, model, content_hash
      from jsonb_to_recordset(${sql.json(rows as never)}::jsonb)
        as given (procedure_code text, title text, source text, xml text, model jsonb, content_hash text)
    ), entered as (
      insert into process_revision (procedure_code, title, source, xml, model, content_hash, imported_at, imported_by)
      select procedure_code, title, source, xml, model, content_hash, ${now()}, ${actor.name} from given
      on conflict (content_hash) do nothing
      returning id, content_hash
    )
    select content_hash as "contentHash", id, true as fresh from entered
    union all
    select known.content_hash, known.id, false from process_revision known join given using (content_hash)`
}

export const loadModel = ({ sql }: Ctx, id: string) => sql<{ model: ProcessModel }[]>`
  select model from process_revision where id = ${id}`

export type ProcessRevision = {
  readonly id: string
  readonly procedureCode: string | null
  readonly title: string
  readonly source: string
  readonly xml: string
  readonly importedAt: Date
}

export const loadRevision = ({ sql }: Ctx, id: string) => sql<ProcessRevision[]>`
  select id, procedure_code as "procedureCode", title, source, xml, imported_at as "importedAt"
  from process_revision
  where id = ${id}`

export type ProcessRow = Omit<ProcessRevision, 'xml'> & { readonly steps: number }

/** Revisions by title, of one procedure or of all. */
export const listRevisions = ({ sql }: Ctx, procedureCode: string | null) => sql<ProcessRow[]>`
  select id, procedure_code as "procedureCode", title, source, imported_at as "importedAt",
    (select count(*)::int from jsonb_object_keys(model -> 'steps')) as steps
  from process_revision
  where ${procedureCode}::text is null or procedure_code = ${procedureCode}
  order by title collate "vi-x-icu", imported_at desc, id
  limit 1000`
