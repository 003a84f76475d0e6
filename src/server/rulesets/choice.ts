import { dayOf, err, ok, remembered } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import { ruleSet, ruleSetOn } from './sets.ts'
import type { RuleSet, RuleSetId } from './model.ts'

export type RulesChoice = {
  readonly ruleSet: RuleSetId
  /** First day. */
  readonly from: Day
  readonly reason: string
}
export type RulesRefusal =
  | { readonly code: 'forbidden' }
  | { readonly code: 'rules-day-passed'; readonly from: Day }
  | { readonly code: 'rules-not-yet'; readonly validFrom: Day }
  | { readonly code: 'rules-same' }

/** The case under which the choices of a province are events; a province is one schema, so the id is the same everywhere. */
const PROVINCE_CASE = '00000000-0000-4000-8000-0000000000a1'
const choices = remembered<readonly (RulesChoice & { chosenAt: Date; chosenBy: string })[]>()

/** Every choice, the latest first day first, as they stood within the last second. */
export const ruleSetChoices = (ctx: Ctx) =>
  choices.of(
    ctx,
    'choices',
    () => ctx.sql<{ ruleSet: RuleSetId; from: Day; reason: string; chosenAt: Date; chosenBy: string }[]>`
      select rule_set as "ruleSet", valid_from as "from", reason as "reason", chosen_at as "chosenAt",
        chosen_by as "chosenBy"
      from province_rules order by valid_from desc`
  )

/** The rule set of the province on a day: its own choice, else what the law puts in force. */
export async function rulesOn(ctx: Ctx, day: Day): Promise<RuleSet> {
  const chosen = (await ruleSetChoices(ctx)).find(choice => choice.from <= day)
  return chosen ? ruleSet(chosen.ruleSet) : ruleSetOn(day)
}

/** The rule set of the province today: what a new dossier is stamped with. */
export const rulesToday = (ctx: Ctx): Promise<RuleSet> => rulesOn(ctx, dayOf(ctx.now()))

/** The administrator has the province change over from a day to come; a change already planned for that day is replaced. */
export async function chooseRules(ctx: Ctx, choice: RulesChoice): Promise<Result<undefined, RulesRefusal>> {
  if (!ctx.actor.may('rules.choose')) return err({ code: 'forbidden' })
  if (choice.from <= dayOf(ctx.now())) return err({ code: 'rules-day-passed', from: choice.from })
  const { validFrom } = ruleSet(choice.ruleSet)
  if (choice.from < validFrom) return err({ code: 'rules-not-yet', validFrom })
  if ((await rulesOn(ctx, choice.from)).id === choice.ruleSet) return err({ code: 'rules-same' })
  await enterRules(ctx, choice)
  return ok(undefined)
}

/** Writes a choice and its event in one statement. Set-up uses it for the first day of the province. */
export async function enterRules({ sql, now, actor, log }: Ctx, choice: RulesChoice): Promise<void> {
  const told = [{ type: 'province.rules-chosen', at: now().toISOString(), data: choice }]
  await sql`
    with last as (
      select version, hash from event where case_id = ${PROVINCE_CASE} order by version desc limit 1
    ), link as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from chained(${PROVINCE_CASE}, coalesce((select version from last), 0), (select hash from last), ${actor.id},
        ${sql.json(told)}) as chain
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'province', ${PROVINCE_CASE}, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data,
        hash
      from link
    )
    insert into province_rules (valid_from, rule_set, reason, chosen_at, chosen_by)
    values (${choice.from}, ${choice.ruleSet}, ${choice.reason}, ${now()}, ${actor.name})
    on conflict (valid_from) do update set rule_set = excluded.rule_set, reason = excluded.reason,
      chosen_at = excluded.chosen_at, chosen_by = excluded.chosen_by`
  choices.forget({ sql })
  log.info({ event: 'province.rules-chosen', rules: choice.ruleSet, from: choice.from }, 'chosen')
}
