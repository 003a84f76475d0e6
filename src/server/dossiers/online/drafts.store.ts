import type { Ctx } from '#server/platform/index.ts'
import type { Draft, DraftBody } from './model.ts'

type Row = { id: string; procedure: string; body: DraftBody; updatedAt: Date }

export const insert = ({ sql, now }: Ctx, draft: { id: string; owner: string; procedure: string; body: DraftBody }) =>
  sql`
    insert into draft (id, owner, kind, procedure_code, body, updated_at)
    values (${draft.id}, ${draft.owner}, 'online', ${draft.procedure}, ${sql.json(draft.body as never)}, ${now()})`

export async function find({ sql }: Ctx, id: string, owner: string): Promise<Draft | null> {
  const [row] = await sql<Row[]>`
    select id as "id", procedure_code as "procedure", body as "body", updated_at as "updatedAt"
    from draft where id = ${id} and owner = ${owner} and kind = 'online'`
  return row ?? null
}

/** Reads, changes and writes a draft under its row's lock: an upload and an autosave at once lose nothing. */
export async function change(
  { sql, now }: Ctx,
  id: string,
  owner: string,
  by: (body: DraftBody) => DraftBody
): Promise<DraftBody | null> {
  return sql.begin(async tx => {
    const [row] = await tx<{ body: DraftBody }[]>`
      select body as "body" from draft where id = ${id} and owner = ${owner} and kind = 'online' for update`
    if (!row) return null
    const body = by(row.body)
    await tx`update draft set body = ${tx.json(body as never)}, updated_at = ${now()} where id = ${id}`
    return body
  })
}

export type DraftRow = { id: string; procedure: string; name: string | null; updatedAt: Date }
export const list = ({ sql }: Ctx, owner: string) => sql<DraftRow[]>`
  select draft.id as "id", draft.procedure_code as "procedure", procedure.name as "name", draft.updated_at as "updatedAt"
  from draft left join procedure on procedure.code = draft.procedure_code
  where draft.owner = ${owner} and draft.kind = 'online'
  order by draft.updated_at desc
  limit 50`

export const remove = ({ sql }: Ctx, id: string, owner: string) => sql<{ id: string }[]>`
  delete from draft where id = ${id} and owner = ${owner} and kind = 'online' returning id as "id"`

export const adopt = ({ sql }: Ctx, from: string, to: string) => sql<{ id: string }[]>`
  update draft set owner = ${to} where owner = ${from} and kind = 'online' returning id as "id"`

export const expire = ({ sql }: Ctx, before: Date) => sql<{ id: string }[]>`
  delete from draft where kind = 'online' and updated_at < ${before} returning id as "id"`
