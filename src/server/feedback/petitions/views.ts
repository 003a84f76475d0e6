import { fold } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { PetitionKind, Phase, PublicationState } from './model.ts'

export type PetitionRow = {
  readonly code: string
  readonly phase: Phase
  readonly kind: PetitionKind
  readonly sorted: boolean
  readonly unit: string | null
  readonly complained: string | null
  readonly subject: string
  readonly channel: string
  readonly filedAt: Date
  readonly dueAt: Date | null
  readonly late: boolean | null
  readonly publication: PublicationState
}
export type Which = 'open' | 'unsorted' | 'late' | 'to-publish' | 'ended' | 'all'

type Reader = {
  /** Units whose petitions are read; null: all. */
  readonly units: readonly string[] | null
  /** The own agency, whose people's behaviour is not told to it. */
  readonly agency: string
  readonly officer: string | null
}
export type Asked = Reader & {
  readonly which: Which
  readonly kind: PetitionKind | null
  readonly text: string
  readonly skip: number
  readonly limit: number
}

/** The petitions a reader may see: what is due first, then the newest. */
export const petitionRows = ({ sql, now }: Ctx, asked: Asked) => sql<PetitionRow[]>`
  select code as "code", phase as "phase", kind as "kind", sorted as "sorted", unit as "unit",
    complained as "complained", subject as "subject", channel as "channel", filed_at as "filedAt", due_at as "dueAt",
    late as "late", publication as "publication"
  from petition
  where (${asked.units}::text[] is null or unit = any(${asked.units}::text[])
      or exists (select from unnest(${asked.units}::text[]) reach where starts_with(unit, reach || '.')))
    and (officer is null or officer is distinct from ${asked.officer}::uuid)
    and not (kind = 'behaviour' and complained is not null
      and array_to_string((string_to_array(complained, '.'))[1:2], '.') = ${asked.agency})
    and case ${asked.which}
      when 'open' then phase not in ('closed', 'refused', 'answered')
      when 'unsorted' then not sorted and phase in ('received', 'asked')
      when 'late' then due_at < ${now()}
      when 'to-publish' then answered_at is not null and publication in ('none', 'proposed')
      when 'ended' then phase in ('closed', 'refused', 'answered')
      else true end
    and (${asked.kind}::text is null or kind = ${asked.kind})
    and (${asked.text} = '' or search like '%' || ${likeable(asked.text)} || '%')
  order by due_at nulls last, filed_at desc, code
  offset ${asked.skip} limit ${asked.limit}`

/** How many there are of each kind of work. */
export const petitionCounts = ({ sql, now }: Ctx, asked: Reader) => sql<
  { open: number; unsorted: number; late: number; toPublish: number; ended: number; all: number }[]
>`
  select count(*) filter (where phase not in ('closed', 'refused', 'answered')) as "open",
    count(*) filter (where not sorted and phase in ('received', 'asked')) as "unsorted",
    count(*) filter (where due_at < ${now()}) as "late",
    count(*) filter (where answered_at is not null and publication in ('none', 'proposed')) as "toPublish",
    count(*) filter (where phase in ('closed', 'refused', 'answered')) as "ended", count(*) as "all"
  from petition
  where (${asked.units}::text[] is null or unit = any(${asked.units}::text[])
      or exists (select from unnest(${asked.units}::text[]) reach where starts_with(unit, reach || '.')))
    and (officer is null or officer is distinct from ${asked.officer}::uuid)
    and not (kind = 'behaviour' and complained is not null
      and array_to_string((string_to_array(complained, '.'))[1:2], '.') = ${asked.agency})`

/** Allegations that this officer, or who leads this agency, may still answer. */
export const hearingsFor = ({ sql }: Ctx, officer: string, leads: string | null) => sql<{ code: string; by: string }[]>`
  select code as "code", state -> 'hearing' ->> 'by' as "by" from petition
  where phase = 'in-hand' and jsonb_typeof(state -> 'hearing') = 'object'
    and (officer = ${officer}
      or (officer is null and array_to_string((string_to_array(complained, '.'))[1:2], '.') = ${leads}::text))
  order by code`

/** What happened to a petition, oldest first. */
export const petitionStory = ({ sql }: Ctx, id: string) => sql<
  { type: string; at: Date; by: string; unit: string | null; data: Record<string, unknown> }[]
>`
  select type as "type", at as "at", actor_name as "by", actor_unit as "unit", data as "data"
  from event where case_id = ${id} order by version`

export const ownPetitions = ({ sql }: Ctx, filer: Buffer) => sql<
  { code: string; phase: Phase; kind: PetitionKind; filedAt: Date }[]
>`
  select code as "code", phase as "phase", kind as "kind", filed_at as "filedAt"
  from petition where filer = ${filer} order by filed_at desc limit 50`

export type PublicRow = {
  readonly code: string
  readonly kind: PetitionKind
  readonly unit: string
  readonly title: string
  readonly question: string
  readonly answer: string
  readonly filedOn: string
  readonly answeredOn: string
  readonly publishedAt: Date
}

/** What everybody may read, the newest first. */
export const publicRows = (
  { sql }: Ctx,
  asked: { text: string; unit: string | null; kind: string | null; code: string | null; skip: number; limit: number }
) => sql<PublicRow[]>`
  select code as "code", kind as "kind", unit as "unit", title as "title", question as "question", answer as "answer",
    filed_on as "filedOn", answered_on as "answeredOn", published_at as "publishedAt"
  from petition_publication
  where (${asked.text} = '' or search like '%' || ${likeable(asked.text)} || '%')
    and (${asked.unit}::text is null or unit = ${asked.unit})
    and (${asked.kind}::text is null or kind = ${asked.kind})
    and (${asked.code}::text is null or code = ${asked.code})
  order by published_at desc, code
  offset ${asked.skip} limit ${asked.limit}`

export const publicUnits = ({ sql }: Ctx) => sql<{ unit: string }[]>`
  select distinct unit as "unit" from petition_publication order by unit`

/** Words as search compares them: a code keeps its points, all else is folded. */
const likeable = (text: string): string => {
  const typed = text.trim().slice(0, 100)
  return /^pakn\b/i.test(typed) ? typed.toLowerCase().replace(/[%_\\]/g, '') : fold(typed)
}
