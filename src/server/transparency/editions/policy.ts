import { err, ok, remembered } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Policy } from './model.ts'

/** Until an administrator sets another: heard for five working days, the public sees units only. */
export const USUAL: Policy = {
  answerDays: 5,
  decideDays: 8,
  shownMonths: 12,
  inside: 'name',
  public: 'unit',
  embedOn: []
}

const current = remembered<Policy>()

/** The policy in force. */
export const policyOf = (ctx: Ctx): Promise<Policy> =>
  current.of(ctx, 'late-list', async () => {
    const [row] = await ctx.sql<Policy[]>`
      select answer_days as "answerDays", decide_days as "decideDays", shown_months as "shownMonths",
        inside as "inside", public as "public", embed_on as "embedOn"
      from late_list_policy order by version desc limit 1`
    return row ?? USUAL
  })

/** Sets how lists are heard and shown from now on; the versions before are kept. Editions already out do not change. */
export async function setPolicy(
  ctx: Ctx,
  policy: Policy
): Promise<Result<null, { code: 'forbidden' | 'late-list-days-odd' }>> {
  if (!ctx.actor.may('late-list.set')) return err({ code: 'forbidden' })
  if (policy.decideDays < policy.answerDays) return err({ code: 'late-list-days-odd' })
  await ctx.sql`
    insert into late_list_policy (answer_days, decide_days, shown_months, inside, public, embed_on, set_at, set_by)
    values (${policy.answerDays}, ${policy.decideDays}, ${policy.shownMonths}, ${policy.inside}, ${policy.public},
      ${policy.embedOn}, ${ctx.now()}, ${ctx.actor.name})`
  current.forget(ctx)
  ctx.log.info({ event: 'late-list.policy-set', ...policy }, 'set')
  return ok(null)
}
