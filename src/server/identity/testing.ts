import type { Ctx } from '#server/platform/index.ts'
import { createPolicy } from './policy.ts'
import type { Policy } from './policy.ts'
import { permissions } from './permissions.ts'
import { loadOrganisation } from './demonstration.ts'
import { actorOf } from './policy.ts'

/** The policy of this slice alone, for its tests. */
export const testPolicy: Policy = createPolicy([permissions])

/** The demonstration province in a test database, once per file. */
export async function withProvince(ctx: Ctx): Promise<void> {
  const loaded = await loadOrganisation(ctx)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
}

/** A context in which one of the demonstration's people acts, with the roles of all posts. */
export async function as<C extends Ctx>(ctx: C, login: string, policy: Policy = testPolicy): Promise<C> {
  const [row] = await ctx.sql<
    { id: string; kind: 'officer' | 'citizen'; name: string; unit: string | null; roles: string[] }[]
  >`
    select a.id, a.kind, a.full_name as name, min(p.unit) as unit, coalesce(array_agg(p.role) filter (where p.id is not null), '{}') as roles
    from account a left join post p on p.account = a.id where a.login = ${login} group by a.id`
  return { ...ctx, actor: actorOf(row!, row!, policy) }
}
