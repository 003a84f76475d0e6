import type { Ctx } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import { processOf } from '#server/workflow/index.ts'
import { clockFor } from './clock.ts'
import type { Facts } from './facts.ts'
import type { Dossier } from './model.ts'
import type { Filing } from './events.ts'

/** What the decider may know: the process and the clock of this dossier, the rule set it is stamped with, who acts and when. */
export async function gatherFacts(
  ctx: Ctx,
  of: Pick<Dossier | Filing, 'procedure' | 'ruleSet' | 'settlingUnit'>
): Promise<Facts> {
  const rules = ruleSet(of.ruleSet)
  const [process, clock] = await Promise.all([
    of.procedure.process ? processOf(ctx, of.procedure.process) : null,
    clockFor(ctx, rules, of.settlingUnit)
  ])
  return { now: ctx.now(), rules, actor: ctx.actor, process, clock }
}
