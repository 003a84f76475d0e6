import { units } from '#server/organisation/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { EditionId, EditionRow, Subject } from './model.ts'

type Sql = Pick<Ctx, 'sql'>

/** The rounds that were opened: whose, in which edition, and how far each is. */
export const rounds = ({ sql }: Sql) => sql<{ edition: string; subject: string; criteria: number; final: number }[]>`
  select edition::text as "edition", subject as "subject", count(*) as "criteria",
    count(*) filter (where phase = 'final') as "final"
  from index_case where kind = 'component' group by edition, subject order by edition, subject`

/** What our own operations give for each criterion of a subject, as of the last night. */
export async function computedOf({ sql }: Sql, edition: EditionId, subject: Subject) {
  const rows = await sql<{ node: string; computed: number; at: Date }[]>`
    select node as "node", computed::float8 as "computed", computed_at as "at" from index_score
    where edition = ${edition} and subject = ${subject} and computed is not null`
  return new Map(rows.map(row => [row.node, row]))
}

/** Whom an edition may be opened for: the province, or its departments and communes of today. */
export async function subjectsOf(ctx: Ctx, { scored }: Pick<EditionRow, 'scored'>) {
  if (scored === 'province') return [{ code: ctx.province.code, name: { vi: ctx.province.name }, kind: 'province' }]
  return (await units(ctx, { on: dayOf(ctx.now()) })).filter(
    ({ kind, code }) => ['department', 'commune'].includes(kind) && code.split('.').length === 2
  )
}
