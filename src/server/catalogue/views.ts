import type { Ctx, Day, Words } from '#server/platform/index.ts'
import type { Level, Limit, ServiceLevel } from './model.ts'

export type ListFilter = { level: Level | null; field: string | null; serviceLevel: ServiceLevel | null }
export type ListRow = {
  code: string
  name: Words
  fieldCode: string
  fieldName: string
  levels: Level[]
  agency: string
  serviceLevel: ServiceLevel
  atOnce: boolean
  limit: Limit | null
  validFrom: Day
  key: string
}

/** Procedures in Vietnamese alphabetical order, from after a name and code on. */
export const byName = (
  { sql }: Ctx,
  filter: ListFilter,
  after: { key: string; code: string } | null,
  limit: number
) => sql<ListRow[]>`
  select procedure.code, jsonb_strip_nulls(jsonb_build_object('vi', name, 'en', name_en)) as name, field_code as "fieldCode",
    field_name as "fieldName", levels, agency, service_level as "serviceLevel", at_once as "atOnce",
    coalesce(nullif(body -> 'promise', 'null'), nullif(body -> 'statutory', 'null')) as limit,
    revision.valid_from as "validFrom", name as key
  from procedure join procedure_revision revision on revision.id = procedure.current_revision
  where status = 'in-force'
    and (${filter.level}::text is null or ${filter.level} = any(levels))
    and (${filter.field}::text is null or field_code = ${filter.field})
    and (${filter.serviceLevel}::text is null or service_level = ${filter.serviceLevel})
    and (${after?.key ?? null}::text is null
         or (name collate "vi-x-icu", procedure.code) > (${after?.key ?? ''} collate "vi-x-icu", ${after?.code ?? ''}))
  order by name collate "vi-x-icu", procedure.code
  limit ${limit}`

/**
 * Procedures that meet a full-text query of spelling keys, the closest first: the phrase as typed or as it sounds, then how many words are
 * there exactly, then the shorter name. The score is a whole number, so that a page can go on after it.
 */
export const byWords = (
  { sql }: Ctx,
  asked: { query: string; words: readonly string[]; sound: string; code: string | null },
  filter: ListFilter,
  after: { key: string; code: string } | null,
  limit: number
) => sql<ListRow[]>`
  with met as (
    select code, name, name_en, field_code, field_name, levels, agency, service_level, at_once, current_revision,
      (case when code = ${asked.code} then 9000 else 0 end
        + case when search like '% ' || ${asked.words.join(' ')} || ' %' then 1000 else 0 end
        + case when sounds like '% ' || ${asked.sound} || ' %' then 3000 else 0 end
        + (select count(*) from unnest(${asked.words as string[]}::text[]) word where search like '% ' || word || ' %')
          * 2000 / greatest(cardinality(${asked.words as string[]}::text[]), 1)
        + greatest(0, 999 - length(search)))::integer as score
    from procedure
    where status = 'in-force'
      and (keys @@ ${asked.query}::tsquery or code like ${asked.code} || '%')
      and (${filter.level}::text is null or ${filter.level} = any(levels))
      and (${filter.field}::text is null or field_code = ${filter.field})
      and (${filter.serviceLevel}::text is null or service_level = ${filter.serviceLevel})
  ),
  paged as (
    select code, name, name_en, field_code, field_name, levels, agency, service_level, at_once, current_revision, score
    from met
    where ${after?.key ?? null}::integer is null or score < ${after?.key ?? null}::integer
      or (score = ${after?.key ?? null}::integer and code > ${after?.code ?? ''})
    order by score desc, code
    limit ${limit}
  )
  select paged.code, jsonb_strip_nulls(jsonb_build_object('vi', name, 'en', name_en)) as name, field_code as "fieldCode",
    field_name as "fieldName", levels, agency, service_level as "serviceLevel", at_once as "atOnce",
    coalesce(nullif(body -> 'promise', 'null'), nullif(body -> 'statutory', 'null')) as limit,
    revision.valid_from as "validFrom", score::text as key
  from paged join procedure_revision revision on revision.id = paged.current_revision
  order by score desc, paged.code`

/** The fields that have a procedure in force, with how many. */
export const fields = ({ sql }: Ctx) => sql<{ code: string; name: string; procedures: number }[]>`
  select field_code as code, min(field_name) as name, count(*)::integer as procedures
  from procedure where status = 'in-force' group by field_code order by min(field_name) collate "vi-x-icu"`
