import type { Ctx, Day } from '#server/platform/index.ts'
import type { Accountability } from './accountability.rules.ts'
import type { CaseKind } from './case.model.ts'
import type { Component } from './component.rules.ts'
import type { Inspection } from './inspection.rules.ts'
import type { LostPoint } from './lost.rules.ts'

type States = { component: Component; 'lost-point': LostPoint; accountability: Accountability; inspection: Inspection }
export type Listed<Kind extends CaseKind> = {
  readonly id: string
  readonly due: Day | null
  readonly state: States[Kind]
}

/** Cases of a kind, of one edition and subject or of all, in the order of their criteria. */
export async function cases<Kind extends CaseKind>(
  { sql }: Pick<Ctx, 'sql'>,
  kind: Kind,
  { edition = null, subject = null }: { edition?: string | null; subject?: string | null } = {}
): Promise<Listed<Kind>[]> {
  const rows = await sql<{ id: string; due: Day | null; state: unknown }[]>`
    select c.id, c.due, c.state from index_case c
    left join index_node n on n.edition = c.edition and n.key = c.node
    where c.kind = ${kind} and (${edition}::uuid is null or c.edition = ${edition}::uuid)
      and (${subject}::text is null or c.subject = ${subject})
    order by c.state ->> 'year' desc nulls last, n.position, c.ref limit 2000`
  return rows as unknown as Listed<Kind>[]
}
