import type { Ctx } from './context.ts'

/** The cases of one kind, and the chains among them that do not hold. */
export type ChainsOfKind = { readonly kind: string; readonly cases: number; readonly broken: number }

/**
 * Recomputes the chains of every kind of case that the log holds: each event's hash over the one before, without gaps
 * in the versions. A slice that keeps the end of the chain in its own row verifies that too.
 */
export const verifyChains = ({ sql }: Ctx): Promise<ChainsOfKind[]> => sql<ChainsOfKind[]>`
  with broken as (
    select case_kind, count(*) as cases from broken_links(null) group by case_kind
  )
  select event.case_kind as "kind", (count(distinct event.case_id))::integer as "cases",
    (coalesce(max(broken.cases), 0))::integer as "broken"
  from event left join broken on broken.case_kind = event.case_kind
  group by event.case_kind order by event.case_kind`
