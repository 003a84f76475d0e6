import type { Ctx } from '#server/platform/index.ts'
import type { DestructionList, ListEvent, ListId, ListState } from './retention.model.ts'
import type { PaperState } from './model.ts'

/** What says how long each kind is kept; kinds kept for good are not in it. */
export type Period = { readonly kind: string; readonly years: number }

/**
 * Papers of which the period is over, by unit: never one that an open dossier came with or uses, nor one that stands on
 * a list already or was left out of one within a year. The day is the last of the year so many years after the paper entered.
 */
export const pastPeriod = (
  { sql }: Ctx,
  asked: { today: string; periods: readonly Period[]; unit: string | null; most: number }
) => sql<{ unit: string; paper: string; keptUntil: string }[]>`
  select unit as "unit", id as "paper", kept_until as "keptUntil"
  from (
    select paper.unit, paper.id, row_number() over (partition by paper.unit order by paper.entered_at, paper.id) as place,
      make_date(extract(year from paper.entered_at at time zone 'Asia/Ho_Chi_Minh')::integer + period.years, 12, 31) as kept_until
    from paper
      join jsonb_to_recordset(${sql.json(asked.periods as never)}) as period (kind text, years integer) on period.kind = paper.kind
    where paper.state <> 'destroyed' and paper.source <> 'own'
      and (${asked.unit}::text is null or paper.unit = ${asked.unit})
      and extract(year from paper.entered_at at time zone 'Asia/Ho_Chi_Minh')::integer + period.years
        < extract(year from ${asked.today}::date)::integer
      and not exists (
        select from destruction_line join destruction_list on destruction_list.id = destruction_line.list
        where destruction_line.paper = paper.id
          and ((destruction_line.outcome is null and destruction_list.state <> 'done')
            or (destruction_line.outcome = 'left-out' and destruction_list.proposed_at > ${asked.today}::date - 365)))
      and not exists (
        select from dossier
        where dossier.phase not in ('not-accepted', 'stopped', 'returned', 'voided')
          and (dossier.id = paper.dossier
            or dossier.id in (select paper_use.dossier from paper_use where paper_use.paper = paper.id)))
  ) as due
  where place <= ${asked.most}
  order by unit, place`

/** Whether an open dossier came with a paper or uses it. */
export async function inUse({ sql }: Ctx, paper: string): Promise<boolean> {
  const [row] = await sql<{ used: boolean }[]>`
    select exists (
      select from paper join dossier on dossier.id = paper.dossier
        or dossier.id in (select paper_use.dossier from paper_use where paper_use.paper = paper.id)
      where paper.id = ${paper} and dossier.phase not in ('not-accepted', 'stopped', 'returned', 'voided')) as "used"`
  return row!.used
}

/** Stores what a command did to a list, with its events in one statement. False: somebody was faster. */
export async function appendList(
  { sql, actor }: Ctx,
  before: DestructionList | null,
  after: DestructionList,
  events: readonly ListEvent[]
): Promise<boolean> {
  const version = before?.version ?? 0
  const [row] = await sql<{ stored: boolean }[]>`
    with known as (
      select hash from destruction_list where id = ${after.id} and version = ${version}
    ), links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from chained(${after.id}, ${version}, (select hash from known), ${actor.id}, ${sql.json(events as never)}) as chain
      where ${before === null}::boolean or exists (select from known)
    ), changed as (
      insert into destruction_list (id, version, hash, unit, state, year, number, proposed_at, content)
      select ${after.id}, ${after.version}, hash, ${after.unit}, ${after.state}, ${after.year}::integer,
        ${after.number}::integer, ${after.proposedAt}, ${sql.json(after as never)}
      from links order by version desc limit 1
      on conflict (id) do update set version = excluded.version, hash = excluded.hash, state = excluded.state,
        year = excluded.year, number = excluded.number, content = excluded.content
      where destruction_list.version = ${version}
      returning id
    ), told as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'destruction-list', changed.id, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name},
        ${actor.unit}, data, hash
      from links, changed
    )
    select exists (select from changed) as "stored"`
  return row!.stored
}

export async function loadList({ sql }: Ctx, id: string): Promise<DestructionList | null> {
  const [row] = await sql<{ content: DestructionList }[]>`
    select content as "content" from destruction_list where id = ${id}::uuid`
  return row?.content ?? null
}

export const addLines = (
  { sql }: Ctx,
  list: ListId,
  lines: readonly { readonly paper: string; readonly keptUntil: string }[]
) => sql`
  insert into destruction_line (list, position, paper, kept_until)
  select ${list}, line.position, line.paper::uuid, line.kept_until::date
  from unnest(${lines.map(({ paper }) => paper)}::text[], ${lines.map(({ keptUntil }) => keptUntil)}::text[])
    with ordinality as line (paper, kept_until, position)`

/** Says which lines stay out; the others wait again. Returns how many wait. */
export async function leaveOut({ sql }: Ctx, list: ListId, papers: readonly string[]): Promise<number> {
  const rows = await sql<{ waits: boolean }[]>`
    update destruction_line set outcome = case when paper = any(${papers as string[]}::uuid[]) then 'left-out' end
    where list = ${list}
    returning outcome is null as "waits"`
  return rows.filter(row => row.waits).length
}

export type ListLine = {
  paper: string
  name: string
  holderName: string
  number: string
  kind: string
  enteredAt: Date
  keptUntil: string
  state: PaperState
  outcome: 'left-out' | 'destroyed' | 'kept' | null
}

export const linesOf = ({ sql }: Ctx, list: string, page: { limit: number; offset: number }) => sql<ListLine[]>`
  select paper.id as "paper", paper.name as "name", paper.holder_name as "holderName", paper.number as "number",
    paper.kind as "kind", paper.entered_at as "enteredAt", destruction_line.kept_until as "keptUntil",
    paper.state as "state", destruction_line.outcome as "outcome"
  from destruction_line join paper on paper.id = destruction_line.paper
  where destruction_line.list = ${list}
  order by destruction_line.position limit ${page.limit} offset ${page.offset}`

export const countLines = ({ sql }: Ctx, list: string) => sql<
  { waiting: number; destroyed: number; kept: number; leftOut: number }[]
>`
  select (count(*) filter (where outcome is null))::integer as "waiting",
    (count(*) filter (where outcome = 'destroyed'))::integer as "destroyed",
    (count(*) filter (where outcome = 'kept'))::integer as "kept",
    (count(*) filter (where outcome = 'left-out'))::integer as "leftOut"
  from destruction_line where list = ${list}`

export const waitingLines = ({ sql }: Ctx, list: string, most: number) => sql<{ paper: string }[]>`
  select paper as "paper" from destruction_line where list = ${list} and outcome is null order by position limit ${most}`

export const settleLine = ({ sql }: Ctx, list: string, paper: string, outcome: 'destroyed' | 'kept') => sql`
  update destruction_line set outcome = ${outcome} where list = ${list} and paper = ${paper} and outcome is null`

export const nextNumber = async ({ sql }: Ctx, unit: string, year: number): Promise<number> => {
  const [row] = await sql<{ next: number }[]>`
    select coalesce(max(number), 0) + 1 as "next" from destruction_list where unit = ${unit} and year = ${year}`
  return row!.next
}

export const listsOf = ({ sql }: Ctx, units: readonly string[] | null) => sql<
  { id: string; unit: string; state: ListState; content: DestructionList }[]
>`
  select id as "id", unit as "unit", state as "state", content as "content" from destruction_list
  where ${units as string[] | null}::text[] is null or unit = any(${units as string[] | null}::text[])
  order by proposed_at desc, id limit 100`
