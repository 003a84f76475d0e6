import type { Ctx } from '#server/platform/index.ts'

export type PetitionFigures = {
  /** Filed in the span. */
  readonly filed: number
  /** Of them sorted or refused. */
  readonly classified: number
  /** Ended (answered or refused) in the span, or still open beyond their time at its end. */
  readonly due: number
  readonly onTime: number
  /** Answered in the span, and of them neither late nor disliked. */
  readonly answered: number
  readonly satisfied: number
}

/** Petitions of a span as the service index counts them, for a unit with what lies below it (null: all). */
export async function petitionFigures(
  { sql }: Ctx,
  { since, before, under }: { since: Date; before: Date; under: string | null }
): Promise<PetitionFigures> {
  const [row] = await sql<PetitionFigures[]>`
    with counted as (
      select filed_at, sorted, phase, due_at, late, satisfied, coalesce(published_late, false) as published_late,
        case when phase = 'refused' then filed_at else answered_at end as ended_at, answered_at
      from petition
      where ${under}::text is null or coalesce(unit, complained) = ${under}
        or starts_with(coalesce(unit, complained), ${under} || '.')
    )
    select count(*) filter (where filed_at >= ${since} and filed_at < ${before}) as "filed",
      count(*) filter (where filed_at >= ${since} and filed_at < ${before} and (sorted or phase = 'refused')) as "classified",
      count(*) filter (where (ended_at >= ${since} and ended_at < ${before})
        or (ended_at is null and due_at < ${before} and filed_at < ${before})) as "due",
      count(*) filter (where ended_at >= ${since} and ended_at < ${before} and late is false and not published_late) as "onTime",
      count(*) filter (where answered_at >= ${since} and answered_at < ${before}) as "answered",
      count(*) filter (where answered_at >= ${since} and answered_at < ${before} and late is false
        and satisfied is distinct from false) as "satisfied"
    from counted`
  return row!
}

/** Ended petitions per agency, for the eighth indicator of the appraisal. */
export const petitionsByAgency = ({ sql }: Ctx, { since, before }: { since: Date; before: Date }) => sql<
  { unit: string; ended: number; onTime: number }[]
>`
  select array_to_string((string_to_array(unit, '.'))[1:2], '.') as "unit", count(*) as "ended",
    count(*) filter (where late is false) as "onTime"
  from petition where answered_at >= ${since} and answered_at < ${before} and unit is not null
  group by 1 order by 1`

/** Petitions due in a span and those answered in time, by the agency that handles or is complained of: as `petitionFigures`. */
export const petitionShares = ({ sql }: Ctx, { since, before }: { since: Date; before: Date }) => sql<
  { unit: string | null; due: number; done: number }[]
>`
  with counted as (
    select coalesce(unit, complained) as unit, filed_at, due_at, late, coalesce(published_late, false) as published_late,
      case when phase = 'refused' then filed_at else answered_at end as ended_at
    from petition
  )
  select unit as "unit", count(*) as "due",
    count(*) filter (where ended_at >= ${since} and ended_at < ${before} and late is false and not published_late) as "done"
  from counted
  where (ended_at >= ${since} and ended_at < ${before}) or (ended_at is null and due_at < ${before} and filed_at < ${before})
  group by unit`

/** The petitions due in a span and not answered in time, newest first: never what was said or by whom. */
export const petitionsBehind = (
  { sql }: Ctx,
  { since, before }: { since: Date; before: Date },
  { limit, offset }: { limit: number; offset: number }
) => sql<
  {
    code: string
    name: string
    unit: string
    receivedAt: Date
    dueAt: Date | null
    finishedAt: Date | null
    total: number
  }[]
>`
  with counted as (
    select code, coalesce(unit, complained, '') as unit, filed_at, due_at, late,
      coalesce(published_late, false) as published_late,
      case when phase = 'refused' then filed_at else answered_at end as ended_at
    from petition
  )
  select code as "code", '' as "name", unit as "unit", filed_at as "receivedAt", due_at as "dueAt",
    ended_at as "finishedAt", count(*) over () as "total"
  from counted
  where ((ended_at >= ${since} and ended_at < ${before}) or (ended_at is null and due_at < ${before} and filed_at < ${before}))
    and not coalesce(ended_at >= ${since} and ended_at < ${before} and late is false and not published_late, false)
  order by filed_at desc, code limit ${limit} offset ${offset}`
