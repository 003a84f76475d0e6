import { dayOf } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import type { FormulaPart } from '../scores/score.rules.ts'
import { WHO } from '../letters/remind.rules.ts'
import { exampleOf, urgingOn } from './urging.ts'

type Version = {
  from: Day
  published: string
  parts: FormulaPart[]
  enteredBy: string
}

/** The rules as they are, those to come, and what they mean for a task. */
export async function rulesScreen(ctx: Ctx) {
  const today = dayOf(ctx.now())
  const [rules, coming, formulas] = await Promise.all([
    urgingOn(ctx, today),
    ctx.sql<{ days: number; who: string; from: Day }[]>`
      select days as "days", who as "who", valid_from as "from" from urging_rule
      where valid_from > ${today} order by valid_from, days`,
    ctx.sql<Version[]>`
      select valid_from as "from", published as "published", parts as "parts", entered_by as "enteredBy"
      from score_formula order by valid_from desc limit 20`
  ])
  return {
    today,
    urging: WHO.map(who => ({
      who,
      days: rules.filter(rule => rule.who === who).map(rule => rule.days),
      coming: coming.filter(rule => rule.who === who).map(rule => rule.days)
    })),
    comingFrom: coming[0]?.from ?? null,
    example: await exampleOf(ctx, rules),
    formulas: formulas.map(one => ({ ...one, state: one.from > today ? 'coming' : 'past' })),
    mayChange: ctx.actor.may('reform.give')
  }
}
