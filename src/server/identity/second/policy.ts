import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { ROLES } from '../model.ts'
import type { Role } from '../model.ts'
import { recordAct, unitsOfAccount } from '../store.ts'
import { demandOf } from './rules.ts'
import type { SecondDemand } from './rules.ts'
import { policyRows, setPolicy } from './store.ts'

/** What is asked of each role of officers. */
export async function secondPolicy(ctx: Ctx): Promise<{ role: Role; demand: SecondDemand }[]> {
  const said = await policyMap(ctx)
  return ROLES.filter(role => role !== 'citizen').map(role => ({ role, demand: said[role] ?? 'optional' }))
}

const policyMap = async (ctx: Ctx): Promise<Record<string, SecondDemand>> =>
  Object.fromEntries((await policyRows(ctx)).map(({ role, demand }) => [role, demand]))

/** The strictest demand over all posts an officer holds today, in whichever unit. */
export async function secondDemandOf(ctx: Ctx, account: string): Promise<SecondDemand> {
  const [units, policy] = await Promise.all([unitsOfAccount(ctx, account, dayOf(ctx.now())), policyMap(ctx)])
  return demandOf(
    units.flatMap(unit => unit.roles),
    policy
  )
}

/** The administrator says what a role must have; officers of a role that must are asked at their next page. */
export async function demandSecondStep(
  ctx: Ctx,
  role: Role,
  demand: SecondDemand
): Promise<Result<undefined, { code: 'forbidden' }>> {
  if (!ctx.actor.may('identity.change-sign-on')) return err({ code: 'forbidden' })
  await setPolicy(ctx, role, demand)
  await recordAct(ctx, { act: 'second-step.policy', account: null, facts: { role, demand } })
  return ok(undefined)
}
