import type { Ctx } from '#server/platform/index.ts'
import type { Petition, PetitionKind } from './model.ts'
import { mayBeListed } from './reach.rules.ts'

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
export async function petitionsCounted(
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
