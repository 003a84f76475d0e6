import { ruleSetOn } from '#server/rulesets/index.ts'
import { dayOf, endOf, startOf } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'

export type RatingFigures = {
  readonly count: number
  /** Mean of the whole, from 1 to 5; null where fewer answered than may be shown. */
  readonly average: number | null
  readonly criteria: readonly { readonly code: string; readonly average: number | null; readonly count: number }[]
}

const two = (value: number): number => Math.round(value * 100) / 100

/** Ratings of the days from–to (both included), for a unit with what lies below it and a procedure; nulls are all. */
export async function ratingFigures(
  ctx: Ctx,
  asked: { unit: string | null; procedure: string | null; from: Day | null; to: Day | null }
): Promise<RatingFigures> {
  const { smallNumber, criteria } = ruleSetOn(dayOf(ctx.now())).feedback.ratings
  const since = asked.from ? startOf(asked.from) : null
  const before = asked.to ? endOf(asked.to) : null
  const [whole] = await ctx.sql<{ count: number; sum: number }[]>`
    select count(*) as "count", coalesce(sum(overall), 0)::integer as "sum" from rating
    where (${asked.unit}::text is null or unit = ${asked.unit} or starts_with(unit, ${asked.unit} || '.'))
      and (${asked.procedure}::text is null or procedure_code = ${asked.procedure})
      and (${since}::timestamptz is null or given_at >= ${since}) and (${before}::timestamptz is null or given_at < ${before})`
  const parts = await ctx.sql<{ code: string; count: number; sum: number }[]>`
    select answer.key as "code", count(*) as "count", sum(answer.value::integer)::integer as "sum"
    from rating, jsonb_each_text(answers) as answer
    where (${asked.unit}::text is null or unit = ${asked.unit} or starts_with(unit, ${asked.unit} || '.'))
      and (${asked.procedure}::text is null or procedure_code = ${asked.procedure})
      and (${since}::timestamptz is null or given_at >= ${since}) and (${before}::timestamptz is null or given_at < ${before})
    group by answer.key`
  const shown = (sum: number, count: number) => (count < Math.max(1, smallNumber) ? null : two(sum / count))
  const by = new Map(parts.map(part => [part.code, part]))
  return {
    count: whole!.count,
    average: shown(whole!.sum, whole!.count),
    criteria: criteria.map(({ code }) => {
      const { sum, count } = by.get(code) ?? { sum: 0, count: 0 }
      return { code, count, average: shown(sum, count) }
    })
  }
}

/** Ratings of each agency or officer by criterion, for the appraisal: points asked of citizens, from 0 to 2. */
export const appraisedRatings = ({ sql }: Ctx, { since, before }: { since: Date; before: Date }) => sql<
  { unit: string; officer: string | null; code: string; count: number; points: number }[]
>`
  select array_to_string((string_to_array(desk_unit, '.'))[1:2], '.') as "unit", officer as "officer",
    answer.key as "code", count(*) as "count", sum(answer.value::integer)::integer as "points"
  from rating, jsonb_each_text(answers) as answer
  where given_at >= ${since} and given_at < ${before}
  group by grouping sets ((1, answer.key), (1, officer, answer.key))
  having grouping(officer) = 1 or officer is not null`

/** People not satisfied with a result that had come in time: what component 5.4 takes off beside lateness. */
export async function dislikedRatings(
  { sql }: Ctx,
  { since, before, under }: { since: Date; before: Date; under: string | null }
): Promise<{ count: number; disliked: number }> {
  const [row] = await sql<{ count: number; disliked: number }[]>`
    select count(*) as "count", count(*) filter (where overall <= 2 and not late) as "disliked" from rating
    where given_at >= ${since} and given_at < ${before}
      and (${under}::text is null or unit = ${under} or starts_with(unit, ${under} || '.'))`
  return row!
}

/** The stars given in a span to the whole province, each agency and each procedure (empty: not of one), and by how many. */
export const starsBySubject = ({ sql }: Ctx, { since, before }: { since: Date; before: Date }) => sql<
  { unit: string; procedure: string; count: number; stars: number }[]
>`
  select coalesce(agency, '') as "unit", coalesce(procedure_code, '') as "procedure", count(*) as "count",
    sum(overall)::integer as "stars"
  from (
    select array_to_string((string_to_array(unit, '.'))[1:2], '.') as agency, procedure_code, overall
    from rating where given_at >= ${since} and given_at < ${before}
  ) as given
  group by grouping sets ((), (agency), (procedure_code)) having count(*) > 0`

/** The stars given to each unit in a span, and by how many. */
export const ratingSums = ({ sql }: Ctx, { since, before }: { since: Date; before: Date }) => sql<
  { unit: string; done: number; due: number }[]
>`
  select unit as "unit", sum(overall)::integer as "done", count(*) as "due"
  from rating where given_at >= ${since} and given_at < ${before} group by unit`

export type ProcedureRating = {
  readonly procedure: string
  readonly name: string
  readonly count: number
  readonly average: number
  readonly unhappy: number
}
/** Procedures by how they were rated, the unhappiest first. */
export const ratedProcedures = (
  { sql }: Ctx,
  { since, before, unit, least }: { since: Date; before: Date; unit: string | null; least: number }
) => sql<ProcedureRating[]>`
  select r.procedure_code as "procedure", coalesce(min(p.name), r.procedure_code) as "name", count(*) as "count",
    round(avg(overall), 2)::float8 as "average", count(*) filter (where overall <= 2) as "unhappy"
  from rating r left join procedure p on p.code = r.procedure_code
  where given_at >= ${since} and given_at < ${before}
    and (${unit}::text is null or unit = ${unit} or starts_with(unit, ${unit} || '.'))
  group by r.procedure_code having count(*) >= ${least}
  order by avg(overall), count(*) desc, r.procedure_code limit 20`

/** Free words, by day only; the newest first. */
export const ratingWords = (
  { sql }: Ctx,
  { since, before, unit }: { since: Date; before: Date; unit: string | null }
) => sql<{ day: string; overall: number; words: string; unit: string; procedure: string }[]>`
  select to_char(given_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as "day", overall as "overall", words as "words",
    unit as "unit", coalesce(p.name, r.procedure_code) as "procedure"
  from rating r left join procedure p on p.code = r.procedure_code
  where words <> '' and given_at >= ${since} and given_at < ${before}
    and (${unit}::text is null or unit = ${unit} or starts_with(unit, ${unit} || '.'))
  order by given_at desc limit 30`

/** What the rule of bursts looks at. */
export const givenBetween = (
  { sql }: Ctx,
  { since, before, unit }: { since: Date; before: Date; unit: string | null }
) => sql<{ at: Date; officer: string | null; origin: string | null; overall: number }[]>`
  select given_at as "at", officer as "officer", encode(origin, 'hex') as "origin", overall as "overall"
  from rating
  where given_at >= ${since} and given_at < ${before}
    and (${unit}::text is null or desk_unit = ${unit} or starts_with(desk_unit, ${unit} || '.'))
  order by given_at limit 50000`
