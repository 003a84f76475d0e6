import type { Ctx } from './context.ts'

/** The cases of one kind, and the chains among them that do not hold. */
export type ChainsOfKind = { readonly kind: string; readonly cases: number; readonly broken: number }

/**
 * Recomputes the chains of every kind of case that the log holds: each event's hash over the one before, without gaps
 * in the versions. A slice that keeps the end of the chain in its own row verifies that too.
 */
export const verifyChains = ({ sql }: Ctx): Promise<ChainsOfKind[]> => sql<ChainsOfKind[]>`
  with linked as (
    select case_kind, case_id, version, hash, sha256(
      coalesce(lag(hash) over chain, decode(repeat('00', 32), 'hex')) || event_text(case_id, version, type, at, actor_id, data)
    ) as computed, row_number() over chain as place
    from event
    window chain as (partition by case_id order by version)
  ), judged as (
    select case_kind, case_id, bool_or(hash <> computed or version <> place) as broken
    from linked group by case_kind, case_id
  )
  select case_kind as "kind", count(*)::integer as "cases", (count(*) filter (where broken))::integer as "broken"
  from judged group by case_kind order by case_kind`
