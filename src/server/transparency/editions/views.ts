import type { Ctx } from '#server/platform/index.ts'
import type { EditionDocument } from './edition.rules.ts'
import type { LateList, LateListId, Month, Phase } from './model.ts'

export type ListRow = {
  id: LateListId
  agency: string
  nameVi: string
  nameEn: string
  month: Month
  phase: Phase
  handled: number
  late: number
  entries: number
  answerBy: string | null
  decideBy: string | null
  edition: number
  publishedAt: Date | null
}

/** Lists, the newest first: of one agency or all, of one month or all. */
export const listRows = (
  { sql }: Ctx,
  { agency = null, month = null, limit = 200 }: { agency?: string | null; month?: Month | null; limit?: number }
) => sql<ListRow[]>`
  select list.id as "id", list.agency as "agency", unit.name_vi as "nameVi", unit.name_en as "nameEn",
    list.month as "month", list.phase as "phase", list.handled as "handled", list.late as "late",
    jsonb_array_length(list.state -> 'entries') as "entries", list.answer_by as "answerBy",
    list.decide_by as "decideBy", list.edition as "edition", list.published_at as "publishedAt"
  from late_list list join unit on unit.code = list.agency
  where (${agency}::text is null or list.agency = ${agency}) and (${month}::text is null or list.month = ${month})
  order by list.month desc, unit.name_vi collate "vi-x-icu", list.agency
  limit ${limit}`

/** Entries that name an officer, or a unit the officer leads, in lists still heard or out. */
export const entriesNaming = ({ sql }: Ctx, officer: string | null, units: readonly string[]) => sql<
  { agency: string; month: Month; phase: Phase; answerBy: string | null; entries: number }[]
>`
  select list.agency as "agency", list.month as "month", list.phase as "phase", list.answer_by as "answerBy",
    count(*)::integer as "entries"
  from late_list_entry entry join late_list list on list.id = entry.list
  where entry.officer = ${officer}::uuid or entry.unit = any(${[...units]}::text[])
  group by list.agency, list.month, list.phase, list.answer_by
  order by list.month desc, list.agency
  limit 36`

/** Published months with how many agencies have an edition out. */
export const publishedMonths = ({ sql }: Ctx) => sql<
  { month: Month; agencies: number; handled: number; late: number }[]
>`
  select month as "month", count(*)::integer as "agencies", sum(handled)::integer as "handled", sum(late)::integer as "late"
  from late_list where phase = 'published' group by month order by month desc limit 60`

/** All lists of all months that were drafted at all, for who watches: the agencies and how they stand. */
export const draftedMonths = ({ sql }: Ctx) => sql<{ month: Month; lists: number; out: number }[]>`
  select month as "month", count(*)::integer as "lists",
    (count(*) filter (where phase in ('published', 'taken-down')))::integer as "out"
  from late_list group by month order by month desc limit 24`

/** The editions of an agency for its feed, the newest first. */
export const feedOf = ({ sql }: Ctx, agency: string) => sql<
  { month: Month; number: number; publishedAt: Date; public: EditionDocument }[]
>`
  select list.month as "month", edition.number as "number", edition.published_at as "publishedAt", edition.public as "public"
  from late_list_edition edition join late_list list on list.id = edition.list
  where list.agency = ${agency} and list.phase = 'published'
  order by edition.published_at desc, edition.number desc
  limit 60`

/** State of all lists of a month, with their entries: what a program asks for. */
export const statesOf = ({ sql }: Ctx, month: Month) => sql<{ state: LateList }[]>`
  select state as "state" from late_list where month = ${month} order by agency`
