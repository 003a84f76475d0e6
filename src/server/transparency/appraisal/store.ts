import type { Ctx } from '#server/platform/index.ts'

export type Span = { readonly since: Date; readonly before: Date; readonly under: string | null }
/** Of each agency: the procedures it settles, how many can be filed online and are settled at once at the desk. */
export const unitProcedures = ({ sql }: Ctx) => sql<
  { unit: string; level: string; all: number; online: number; atOnce: number }[]
>`
  select array_to_string((string_to_array(u.code, '.'))[1:2], '.') as "unit", min(u.level) as "level",
    count(distinct p.code) as "all",
    count(distinct p.code) filter (where p.service_level in ('full', 'partial')) as "online",
    count(distinct p.code) filter (where p.at_once) as "atOnce"
  from procedure p left join unit_short_name n on n.short_name = p.settling_code
  join unit u on case p.settling_kind when 'department' then u.code = n.unit
    when 'commune' then u.level = 'commune' and u.settles else false end
  where p.status = 'in-force' group by 1`

export const keepAppraisal = ({ sql, now }: Ctx, unit: string, period: string, body: object) => sql`
  insert into appraisal_kept (unit, period, body, kept_at) values (${unit}, ${period}, ${sql.json(body as never)}, ${now()})
  on conflict do nothing`

export const keptAppraisal = async ({ sql }: Ctx, unit: string, period: string) =>
  (
    await sql<{ body: unknown; keptAt: Date }[]>`
      select body as "body", kept_at as "keptAt" from appraisal_kept where unit = ${unit} and period = ${period}`
  )[0] ?? null
