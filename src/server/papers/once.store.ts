import type { Paper as AskedPaper } from '#server/catalogue/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { OnceRule, RuleLine, RuleRow } from './once.model.ts'

export type Entering = RuleRow & { readonly key: string; readonly paper: string | null; readonly search: string }
type Set = { readonly source: string; readonly validFrom: string; readonly validTo: string | null }

/** Enters rules; one that is there stays as it is, also what a person said of it. Returns how many are new. */
export async function enter({ sql }: Ctx, set: Set, rows: readonly Entering[]): Promise<number> {
  const [row] = await sql<{ fresh: number }[]>`
    with entered as (
      insert into once_rule (source, key, procedure_code, procedure_name, paper_words, database, owner, document, article,
        valid_from, valid_to, remark, paper, search)
      select ${set.source}, one.key, one.procedure, one."procedureName", one.words, one.database, one.owner, one.document,
        one.article, ${set.validFrom}::date, ${set.validTo}::date, one.remark, one.paper, one.search
      from jsonb_to_recordset(${sql.json(rows as never)}) as one (key text, procedure text, "procedureName" text, words text,
        database text, owner text, document text, article text, remark text, paper text, search text)
      on conflict (source, key) do update set paper = coalesce(once_rule.paper, excluded.paper)
      returning xmax = 0 as fresh
    )
    select count(*) filter (where fresh)::int as "fresh" from entered`
  return row!.fresh
}

export const known = ({ sql }: Ctx, source: string) => sql<{ key: string }[]>`
  select key as "key" from once_rule where source = ${source}`

/** The papers that procedures in force ask for, by the national part of their codes. */
export const papersOfProcedures = ({ sql }: Ctx, codes: readonly string[]) => sql<
  { code: string; papers: AskedPaper[] }[]
>`
  select procedure.code as "code", procedure_revision.body -> 'papers' as "papers"
  from procedure join procedure_revision on procedure_revision.id = procedure.current_revision
  where left(procedure.code, 8) = any(${[...codes]}::text[]) and procedure.status = 'in-force'`

/** The rules of a procedure: its own code's and those of the national code it is a copy of. */
export const rulesOf = ({ sql }: Ctx, procedure: string) => sql<OnceRule[]>`
  select source as "source", procedure_code as "procedure", paper_words as "words", database as "database",
    document as "document", article as "article", paper as "paper", valid_from::text as "validFrom",
    valid_to::text as "validTo"
  from once_rule
  where (procedure_code = ${procedure} or procedure_code = left(${procedure}::text, 8)) and (paper_words <> '' or paper is not null)
  order by source <> 'own', id`

export type Asked = {
  readonly words: string
  readonly open: boolean
  readonly after: string | null
  readonly limit: number
}
export const lines = ({ sql }: Ctx, { words, open, after, limit }: Asked) => sql<
  (RuleLine & { inCatalogue: boolean })[]
>`
  select id::text as "id", source as "source", procedure_code as "procedure", procedure_name as "procedureName",
    paper_words as "words", database as "database", owner as "owner", document as "document", article as "article",
    remark as "remark", paper as "paper", mapped_by as "mappedBy", valid_from::text as "validFrom",
    valid_to::text as "validTo",
    exists (select from procedure where left(procedure.code, 8) = left(once_rule.procedure_code, 8)) as "inCatalogue"
  from once_rule
  where (${words} = '' or search like '%' || ${words} || '%') and (not ${open}::boolean or paper is null)
    and (${after}::bigint is null or id > ${after}::bigint)
  order by id limit ${limit}`

export const counts = async ({ sql }: Ctx) => {
  const [row] = await sql<{ rules: number; open: number; remarks: number }[]>`
    select count(*)::int as "rules", count(*) filter (where paper is null)::int as "open",
      count(remark)::int as "remarks"
    from once_rule`
  return row!
}

export const map = ({ sql, actor, now }: Ctx, id: string, paper: string | null) => sql<{ id: string }[]>`
  update once_rule set paper = ${paper}, mapped_by = ${actor.name}, mapped_at = ${now()}
  where id = ${id}::bigint returning id::text as "id"`

export const procedureOf = async ({ sql }: Ctx, id: string): Promise<string | null> =>
  (await sql<{ code: string }[]>`select procedure_code as "code" from once_rule where id = ${id}::bigint`)[0]?.code ??
  null
