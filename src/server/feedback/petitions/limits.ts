import { z } from 'zod'
import { dayOf, err, ok, remembered } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import type { PetitionLimits, RuleSet } from '#server/rulesets/index.ts'

const days = z.coerce.number().int().min(1).max(90)
/** What an administrator sets over the rule set: working days by kind, with the decision they rest on. */
export const LimitsInput = z.object({
  sort: days,
  refuse: days,
  ask: days,
  rule: days,
  behaviour: days,
  lateness: days,
  other: days,
  answerAgain: days,
  supply: days,
  hearing: days,
  sendBack: days,
  publish: days,
  validFrom: z.iso.date(),
  basis: z.string().trim().min(3).max(300)
})
export type LimitsInput = z.infer<typeof LimitsInput>

type Own = { readonly validFrom: Day; readonly limits: PetitionLimits; readonly basis: string }
const own = remembered<readonly Own[]>()

/** The province's own limits, the latest first. */
export const ownLimits = (ctx: Ctx): Promise<readonly Own[]> =>
  own.of(
    ctx,
    'limits',
    () => ctx.sql<{ validFrom: Day; limits: PetitionLimits; basis: string }[]>`
      select valid_from as "validFrom", limits as "limits", basis as "basis"
      from petition_rules order by valid_from desc, version desc`
  )

/** The limits for what was filed on a day: the province's own where it set some by then, else the rule set's. */
export const limitsOn = async (ctx: Ctx, set: RuleSet, day: Day): Promise<PetitionLimits> =>
  (await ownLimits(ctx)).find(each => each.validFrom <= day)?.limits ?? set.feedback.petitions

/** Sets the province's own limits from a day on; what was filed before keeps its own. */
export async function setLimits(
  ctx: Ctx,
  input: LimitsInput
): Promise<Result<null, { code: 'forbidden' | 'petition-limits-past' }>> {
  if (!ctx.actor.may('petition.set-limits')) return err({ code: 'forbidden' })
  if (input.validFrom < dayOf(ctx.now())) return err({ code: 'petition-limits-past' })
  const { validFrom, basis, rule, behaviour, lateness, other, ...rest } = input
  const limits: PetitionLimits = { ...rest, answer: { rule, behaviour, lateness, other } }
  await ctx.sql`
    insert into petition_rules (valid_from, limits, basis, set_at, set_by)
    values (${validFrom}, ${ctx.sql.json(limits as never)}, ${basis}, ${ctx.now()}, ${ctx.actor.name})`
  own.forget(ctx)
  ctx.log.info({ event: 'petition.limits-set', from: validFrom }, 'set')
  return ok(null)
}
