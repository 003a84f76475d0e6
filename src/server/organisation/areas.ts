import { fold } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import type { Level } from './model.ts'

export type AreaRow = {
  code: string
  level: Level
  type: string
  name: string
  nameEn: string
  fullName: string
  parent: string | null
  parentName: string | null
}

/** Areas of the country as of a day: below one, of one level, or by words without accents. */
export const areasOn = (
  { sql }: Ctx,
  on: Day,
  filter: { parent?: string; level?: Level; search?: string; limit?: number } = {}
): Promise<AreaRow[]> => {
  const pattern = filter.search ? `%${fold(filter.search)}%` : null
  return sql<AreaRow[]>`
    select a.code, a.level, a.type, a.name_vi as name, a.name_en as "nameEn", a.full_vi as "fullName", a.parent,
      p.full_vi as "parentName"
    from area a
    left join area p on p.code = a.parent and p.valid_from = a.valid_from
    where a.valid_from <= ${on} and (a.valid_to is null or a.valid_to >= ${on})
      and (${filter.parent ?? null}::text is null or a.parent = ${filter.parent ?? null})
      and (${filter.level ?? null}::text is null or a.level = ${filter.level ?? null})
      and (${pattern}::text is null or a.folded like ${pattern})
    order by a.level = 'commune', a.level = 'district', a.name_vi collate "vi-x-icu", a.code
    limit ${filter.limit ?? 500}`
}

/** What became of an area of before: its code, name and province after the merger, and whether only a part went there. */
export const areaFate = ({ sql }: Ctx, code: string, on: Day) => sql<
  { code: string; fullName: string; provinceName: string | null; part: boolean; note: string }[]
>`
  select a.code, a.full_vi as "fullName", p.full_vi as "provinceName", s.part, s.note
  from area_succession s
  join area before on before.code = s.predecessor and before.valid_from = s.predecessor_from
  join area a on a.code = s.successor and a.valid_from = s.successor_from
  left join area p on p.code = a.parent and p.valid_from = a.valid_from
  where s.predecessor = ${code} and before.valid_from <= ${on} and (before.valid_to is null or before.valid_to >= ${on})
  order by s.part, a.code`
