import type { Ctx } from '#server/platform/index.ts'

/** What waits at a desk, or in the folder of one officer there, and was not told of yet. */
export type Waiting = {
  readonly unit: string
  readonly officer: string | null
  readonly letters: number
  readonly scans: number
}

export const untold = ({ sql }: Ctx, before: Date) => sql<Waiting[]>`
  select unit as "unit", officer as "officer", (count(*) filter (where letter))::int as "letters",
    (count(*) filter (where not letter))::int as "scans"
  from (
    select unit, null::uuid as officer, true as letter from mail_letter
    where state = 'new' and opened_at is not null and told_at is null and arrived_at < ${before}
    union all
    select unit, officer, false from scan_arrival
    where state = 'new' and letter is null and told_at is null and arrived_at < ${before}
  ) as waiting
  group by unit, officer order by unit, officer nulls first`

export const markLetters = ({ sql, now }: Ctx, { unit }: Waiting, before: Date) => sql`
  update mail_letter set told_at = ${now()}
  where unit = ${unit} and state = 'new' and opened_at is not null and told_at is null and arrived_at < ${before}`

export const markScans = ({ sql, now }: Ctx, { unit, officer }: Waiting, before: Date) => sql`
  update scan_arrival set told_at = ${now()}
  where unit = ${unit} and officer is not distinct from ${officer}::uuid and state = 'new' and letter is null
    and told_at is null and arrived_at < ${before}`

type Old = { readonly arrived: Date; readonly told: Date }

export const oldLetters = ({ sql }: Ctx, { arrived, told }: Old) => sql<{ id: string }[]>`
  select id as "id" from mail_letter
  where state = 'new' and opened_at is not null and arrived_at < ${arrived} and told_at < ${told}
  order by arrived_at limit 500`

export const oldScans = ({ sql }: Ctx, { arrived, told }: Old) => sql<{ id: string }[]>`
  select id as "id" from scan_arrival
  where state = 'new' and letter is null and arrived_at < ${arrived} and told_at < ${told}
  order by arrived_at limit 500`

/** Within the transaction in which it is closed: nothing comes back when somebody was faster. */
export const stillLetter = ({ sql }: Ctx, id: string) => sql<{ unit: string; arrivedAt: Date; files: number }[]>`
  select unit as "unit", arrived_at as "arrivedAt",
    (select count(*)::int from scan_arrival s where s.letter = mail_letter.id and s.state = 'new') as "files"
  from mail_letter where id = ${id}::uuid and state = 'new' for update`

export const stillScan = ({ sql }: Ctx, id: string) => sql<{ unit: string; arrivedAt: Date; files: number }[]>`
  select unit as "unit", arrived_at as "arrivedAt", 1 as "files"
  from scan_arrival where id = ${id}::uuid and state = 'new' for update`

/** The one event that such a thing has: that it went. It names no file, for it keeps none. */
export const enterGone = (
  { sql, now, actor }: Ctx,
  gone: { kind: 'letter' | 'scan'; id: string; unit: string; arrivedAt: Date; files: number }
) => sql`
  insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
  select ${gone.kind}, ${gone.id}::uuid, link.version, link.type, link.at, ${actor.kind}, ${actor.id}, ${actor.name},
    ${actor.unit}, link.data, link.hash
  from chained(${gone.id}::uuid, 0, null, ${actor.id}, ${sql.json([
    {
      type: `${gone.kind}.let-go`,
      at: now().toISOString(),
      data: { unit: gone.unit, arrivedAt: gone.arrivedAt.toISOString(), files: gone.files }
    }
  ])}) as link`
