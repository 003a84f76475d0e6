import type { Ctx } from '#server/platform/index.ts'
import type { Petition, PetitionKind } from './model.ts'
import { mayBeListed } from './reach.rules.ts'

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

export type PetitionBehind = {
  readonly code: string
  readonly kind: PetitionKind
  readonly unit: string | null
  readonly filedAt: Date
  readonly dueAt: Date | null
  readonly answeredAt: Date | null
  readonly counts: boolean
}
type Measure = 'petitions-classified' | 'petitions-on-time' | 'petitions-satisfied' | 'petitions-answered'
/** The petitions behind a figure of the service index or of the appraisal, newest first, without a word of them or who filed. */
export async function petitionsBehind(
  ctx: Ctx,
  { since, before, under }: { since: Date; before: Date; under: string | null },
  measure: Measure
): Promise<{ rows: PetitionBehind[]; hidden: number }> {
  const all = await ctx.sql<(PetitionBehind & Pick<Petition, 'complained' | 'officer'>)[]>`
    with counted as (
      select code, kind, unit, complained, officer, filed_at, due_at, answered_at,
        case when phase = 'refused' then filed_at else answered_at end as ended_at,
        sorted or phase = 'refused' as is_sorted, late is false as timely, coalesce(published_late, false) as published_late,
        satisfied is distinct from false as satisfied
      from petition
      where ${under}::text is null or coalesce(unit, complained) = ${under}
        or starts_with(coalesce(unit, complained), ${under} || '.')
    ), judged as (
      select *, case ${measure}::text when 'petitions-classified' then filed_at >= ${since} and filed_at < ${before}
          when 'petitions-satisfied' then answered_at >= ${since} and answered_at < ${before}
          when 'petitions-answered' then answered_at >= ${since} and answered_at < ${before} and unit is not null
          else (ended_at >= ${since} and ended_at < ${before})
            or (ended_at is null and due_at < ${before} and filed_at < ${before}) end as base,
        case ${measure}::text when 'petitions-classified' then is_sorted
          when 'petitions-satisfied' then timely and satisfied
          when 'petitions-answered' then timely
          else coalesce(ended_at >= ${since} and ended_at < ${before}, false) and timely and not published_late end as counts
      from counted
    )
    select code as "code", kind as "kind", unit as "unit", complained as "complained", officer::text as "officer",
      filed_at as "filedAt", due_at as "dueAt", answered_at as "answeredAt", counts as "counts"
    from judged where base order by filed_at desc, code limit 500`
  const shown = all.filter(each => mayBeListed(ctx.actor, each))
  return {
    rows: shown.map(({ complained: _complained, officer: _officer, ...row }) => row),
    hidden: all.length - shown.length
  }
}
