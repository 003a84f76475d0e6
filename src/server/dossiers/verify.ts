import type { Ctx } from '#server/platform/index.ts'

/**
 * Recomputes every dossier's chain: the hash of each event over the one before, and the last against the row. Gives the
 * places where it breaks; empty means that nothing was changed, removed or put in.
 */
export const brokenChains = ({ sql }: Ctx, limit = 100): Promise<{ code: string; version: number }[]> => sql<
  { code: string; version: number }[]
>`
  with broken as (
    select case_id, version from broken_links('dossier')
    union
    select dossier.id, dossier.version from dossier
    left join event last on last.case_id = dossier.id and last.version = dossier.version
    where last.hash is distinct from dossier.hash
  )
  select dossier.code as "code", min(broken.version) as "version"
  from broken join dossier on dossier.id = broken.case_id
  group by dossier.code order by dossier.code limit ${limit}`

/** How many chains there are to verify. */
export async function countChains({ sql }: Ctx): Promise<number> {
  const [row] = await sql<{ chains: number }[]>`select count(*) as "chains" from dossier`
  return row?.chains ?? 0
}
