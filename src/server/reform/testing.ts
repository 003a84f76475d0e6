import { installCalendar } from '#server/calendar/index.ts'
import { loadUnits, demonstrationOrganisation } from '#server/organisation/index.ts'
import { actorOf, createPolicy } from '#server/identity/index.ts'
import type { Role } from '#server/identity/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { permissions } from './permissions.ts'

const policy = createPolicy([permissions])

/** The province's units and calendar, for tests against the database. */
export async function aProvince(ctx: Ctx): Promise<void> {
  await loadUnits(ctx, demonstrationOrganisation())
  await installCalendar(ctx)
}

/** The same house for an officer of a unit. */
export const as = <C extends Ctx>(ctx: C, unit: string, ...roles: Role[]): C => ({
  ...ctx,
  actor: actorOf(
    { id: '00000000-0000-4000-8000-000000000009', kind: 'officer', name: 'Cán bộ thử' },
    { unit, roles },
    policy
  )
})
export const office = <C extends Ctx>(ctx: C): C => as(ctx, 'H99.02', 'reform-office')
