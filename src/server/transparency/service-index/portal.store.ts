import type { Ctx } from '#server/platform/index.ts'

type Figure = {
  readonly unit: string
  readonly component: string
  readonly numerator: number | null
  readonly denominator: number | null
  readonly points?: number | null | undefined
}

export const putPortalFigures = ({ sql, now, actor }: Ctx, period: string, figures: readonly Figure[]) => sql`
  insert into portal_figure (unit, period, component, numerator, denominator, points, loaded_at, loaded_by)
  select distinct on (f.unit, f.component) f.unit, ${period}, f.component, f.numerator, f.denominator, f.points,
    ${now()}, ${actor.name}
  from jsonb_to_recordset(${sql.json(figures as never)})
    as f (unit text, component text, numerator numeric, denominator numeric, points numeric)
  on conflict (unit, period, component) do update set numerator = excluded.numerator,
    denominator = excluded.denominator, points = excluded.points, loaded_at = excluded.loaded_at,
    loaded_by = excluded.loaded_by`

export const portalFigures = ({ sql }: Ctx, unit: string, period: string) => sql<
  { component: string; numerator: number | null; denominator: number | null; points: number | null }[]
>`
  select component as "component", numerator::float8 as "numerator", denominator::float8 as "denominator",
    points::float8 as "points"
  from portal_figure where unit = ${unit} and period = ${period} order by component`
