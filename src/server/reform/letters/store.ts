import type { Ctx, Day } from '#server/platform/index.ts'
import type { OfficialDocument } from '../layout/model.ts'
import type { LetterEvent } from './events.ts'
import type { LateTask, Letter, LetterKind, Receipt } from './model.ts'

/** The letter as its events left it. */
export async function letter({ sql }: Ctx, id: string): Promise<Letter | null> {
  const rows = await sql<(Omit<Letter, 'content' | 'receipts'> & { content: OfficialDocument; receipts: Kept[] })[]>`
    select id as "id", version as "version", kind as "kind", unit as "unit", number as "number", content as "content",
      addressees as "addressees", tasks as "tasks", drafted_by as "draftedBy", drafted_at as "draftedAt",
      approved_by as "approvedBy", approved_at as "approvedAt", sent_by as "sentBy", sent_at as "sentAt",
      coalesce((select jsonb_agg(to_jsonb(receipt) order by receipt.unit) from official_letter_receipt receipt
        where receipt.letter = official_letter.id), '[]'::jsonb) as "receipts"
    from official_letter where id = ${id}`
  const [row] = rows
  return row ? { ...row, receipts: row.receipts.map(receiptOf) } : null
}
type Kept = {
  unit: string
  opened_at: string | null
  opened_by: string | null
  answered_at: string | null
  answer: string | null
}
const receiptOf = (kept: Kept): Receipt => ({
  unit: kept.unit,
  openedAt: kept.opened_at === null ? null : new Date(kept.opened_at),
  openedBy: kept.opened_by,
  answeredAt: kept.answered_at === null ? null : new Date(kept.answered_at),
  answer: kept.answer
})

/** A letter begins: its row and its first event in one statement. */
export const enter = ({ sql, actor }: Ctx, letter: Letter, events: readonly LetterEvent[]) => sql`
  with links as (
    select chain.version, chain.type, chain.at, chain.data, chain.hash
    from chained(${letter.id}, 0, null, ${actor.id}, ${sql.json(events as never)}) as chain
  ), logged as (
    insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
    select 'official-letter', ${letter.id}, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data, hash
    from links
  )
  insert into official_letter (id, version, hash, kind, unit, content, addressees, tasks, drafted_by, drafted_at)
  select ${letter.id}, ${letter.version}, (select hash from links order by version desc limit 1), ${letter.kind},
    ${letter.unit}, ${sql.json(letter.content as never)}, ${letter.addressees as string[]}, ${letter.tasks as string[]}::uuid[],
    ${letter.draftedBy}, ${letter.draftedAt}`

/**
 * Stores what happened to a letter in one statement that checks the version read. Approving takes the next number of the
 * unit and year there, so numbers have no gaps, and the event says which. Null when somebody else was faster.
 */
export async function append(
  { sql, actor }: Ctx,
  before: Letter,
  after: Letter,
  events: readonly LetterEvent[]
): Promise<{ number: number | null } | null> {
  const year = events.some(({ type }) => type === 'letter.approved')
    ? Number(after.content.issuedOn?.slice(0, 4))
    : null
  const [stored] = await sql<{ stored: boolean; number: number | null }[]>`
    with waiting as (
      select id, unit, version, hash from official_letter where id = ${before.id} and version = ${before.version} for update
    ), numbered as (
      insert into official_number (unit, year, last)
      select unit, ${year}::integer, 1 from waiting where ${year}::integer is not null
      on conflict (unit, year) do update set last = official_number.last + 1
      returning last
    ), links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from waiting, chained(waiting.id, waiting.version, waiting.hash, ${actor.id},
        coalesce(jsonb_set(${sql.json(events as never)}, '{0,data,number}', (select to_jsonb(last) from numbered)),
          ${sql.json(events as never)})) as chain
    ), changed as (
      update official_letter set version = ${after.version}, hash = (select hash from links order by version desc limit 1),
        year = coalesce(${year}::integer, year), number = coalesce((select last from numbered), number),
        content = ${sql.json(after.content as never)} || jsonb_build_object('number', coalesce((select last from numbered), number)),
        approved_by = ${after.approvedBy}, approved_at = ${after.approvedAt}, sent_by = ${after.sentBy}, sent_at = ${after.sentAt}
      where id = ${before.id} and version = ${before.version}
      returning number
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'official-letter', ${before.id}, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data, hash
      from links where exists (select from changed)
    ), tracked as (
      insert into official_letter_receipt (letter, unit, opened_at, opened_by, answered_at, answer)
      select ${before.id}, unit, "openedAt", "openedBy", "answeredAt", answer
      from changed, jsonb_to_recordset(${sql.json(after.receipts as never)}) as receipt (unit text, "openedAt" timestamptz,
        "openedBy" text, "answeredAt" timestamptz, answer text)
      on conflict (letter, unit) do update set opened_at = excluded.opened_at, opened_by = excluded.opened_by,
        answered_at = excluded.answered_at, answer = excluded.answer
    )
    select exists (select from changed) as "stored", (select number from changed) as "number"`
  return stored!.stored ? { number: stored!.number } : null
}

export type LetterLine = {
  id: string
  kind: LetterKind
  number: number | null
  symbol: string
  subject: string
  draftedAt: Date
  approvedAt: Date | null
  sentAt: Date | null
  addressees: number
  opened: number
  answered: number
}
/** Letters, the newest first; an agency sees those sent to it. */
export const letters = ({ sql }: Ctx, reach: string | null, page: number, limit: number) => sql<LetterLine[]>`
  select id as "id", kind as "kind", number as "number", content ->> 'symbol' as "symbol", content ->> 'subject' as "subject",
    drafted_at as "draftedAt", approved_at as "approvedAt", sent_at as "sentAt", cardinality(addressees) as "addressees",
    coalesce(stand.opened, 0) as "opened", coalesce(stand.answered, 0) as "answered"
  from official_letter letter left join lateral (
    select count(opened_at) as opened, count(answered_at) as answered from official_letter_receipt where letter = letter.id
  ) stand on true
  where ${reach}::text is null or (sent_at is not null and exists (
    select from unnest(addressees) as addressee (unit) where unit = ${reach} or starts_with(${reach}, unit || '.')))
  order by drafted_at desc, id limit ${limit + 1} offset ${(page - 1) * limit}`

/** Late tasks of agencies, with what a letter names of each. */
export const lateTasks = ({ sql }: Ctx, units: readonly string[] | null, today: Day) => sql<
  (LateTask & { id: string; lead: string })[]
>`
  select task.id as "id", task.lead as "lead", task.content as "content", unit.name_vi as "leadName", task.due as "due",
    coalesce(directive.number, '') as "source", ${today}::date - task.due as "days"
  from reform_task task join unit on unit.code = task.lead left join directive on directive.id = task.directive
  where task.ended is null and task.reported_on is null and task.due < ${today}
    and (${units as string[] | null}::text[] is null or task.lead = any(${units as string[] | null}::text[]))
  order by unit.name_vi collate "vi-x-icu", task.due limit 200`

/** Letters of which the chain of events does not hold, or the row does not end it: a number, or the place where it breaks. */
export const brokenLetters = ({ sql }: Ctx, limit = 100) => sql<{ code: string; version: number }[]>`
  with broken as (
    select case_id, version from broken_links('official-letter')
    union
    select letter.id, letter.version from official_letter letter
    left join event last on last.case_id = letter.id and last.version = letter.version
    where last.hash is distinct from letter.hash
  )
  select coalesce(letter.number || '/' || (letter.content ->> 'symbol'), letter.id::text) as "code", min(broken.version) as "version"
  from broken join official_letter letter on letter.id = broken.case_id
  group by letter.id order by letter.id limit ${limit}`
