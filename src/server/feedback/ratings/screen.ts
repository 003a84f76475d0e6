import { officerName } from '#server/identity/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { dayOf, err, ok, shiftDay, startOf, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import { ruleSetOn } from '#server/rulesets/index.ts'
import { agencyOf } from '../petitions/decide.guards.ts'
import { unusualBursts } from './bursts.rules.ts'
import * as figures from './figures.ts'
import type { ProcedureRating } from './figures.ts'

const SPAN_DAYS = 90
const PAST_DAYS = 180

/** How long a procedure takes and whom it waits for, told by whoever can: figures of dossiers are not of this slice. */
export type Timing = {
  readonly medianDays: number | null
  readonly lateShare: number | null
  readonly waits: readonly { readonly who: string; readonly share: number }[]
}

/** The page of ratings: the whole, by procedure beside its times, bursts, and what people wrote. */
export async function ratingsDesk(
  ctx: Ctx,
  timingsOf: (
    procedures: readonly string[],
    span: { from: Day; to: Day; unit: string | null }
  ) => Promise<Map<string, Timing>>
) {
  const { actor } = ctx
  if (!actor.may('rating.read')) return err({ code: 'forbidden' } as const)
  const unit = actor.may('rating.read-all') || !actor.unit?.includes('.') ? null : agencyOf(actor.unit)
  const to = dayOf(ctx.now())
  const from = shiftDay(to, -SPAN_DAYS)
  const span = { since: startOf(from), before: ctx.now(), unit }
  const past = { since: startOf(shiftDay(from, -PAST_DAYS)), before: span.since, unit }
  const { ratings } = ruleSetOn(to).feedback
  const [whole, procedures, words, given, before] = await Promise.all([
    figures.ratingFigures(ctx, { unit, procedure: null, from, to }),
    figures.ratedProcedures(ctx, { ...span, least: ratings.smallNumber }),
    figures.ratingWords(ctx, span),
    figures.givenBetween(ctx, span),
    figures.givenBetween(ctx, past)
  ])
  const [timings, names] = await Promise.all([
    timingsOf(
      procedures.map(({ procedure }) => procedure),
      { from, to, unit }
    ),
    unitNames(ctx, [...new Set(words.map(line => line.unit))])
  ])
  const bursts = unusualBursts(given, before, PAST_DAYS).slice(0, 20)
  return ok({
    ...{ from, to, unit, whole },
    criteria: ratings.criteria.map(({ code, name, about }) => ({ code, about, name: wordsIn(ctx.language, name) })),
    procedures: procedures.map(row => ({ ...row, ...(timings.get(row.procedure) ?? NO_TIMING) })),
    words: words.map(line => ({ ...line, unitName: wordsIn(ctx.language, names.get(line.unit) ?? { vi: line.unit }) })),
    bursts: await Promise.all(
      bursts.map(async burst => ({ ...burst, name: burst.kind === 'officer' ? await officerName(ctx, burst.id) : '' }))
    )
  })
}
const NO_TIMING: Timing = { medianDays: null, lateShare: null, waits: [] }
export type RatedProcedure = ProcedureRating & Timing
export type RatingsDesk = Extract<Awaited<ReturnType<typeof ratingsDesk>>, Result<unknown> & { ok: true }>['value']
