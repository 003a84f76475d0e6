import type { Ctx, Day } from '#server/platform/index.ts'
import type { OfficialDocument } from '../layout/model.ts'
import type { LateTask, Letter, LetterKind } from './model.ts'

export const enter = (
  { sql, actor, now }: Ctx,
  letter: Pick<Letter, 'id' | 'kind' | 'unit' | 'content' | 'addressees' | 'tasks'>
) => sql`
  insert into official_letter (id, kind, unit, content, addressees, tasks, drafted_by, drafted_at)
  values (${letter.id}, ${letter.kind}, ${letter.unit}, ${sql.json(letter.content as never)}, ${letter.addressees as string[]},
    ${letter.tasks as string[]}::uuid[], ${actor.name}, ${now()})`

export async function letter({ sql }: Ctx, id: string): Promise<Letter | null> {
  const rows = await sql<(Omit<Letter, 'content'> & { content: OfficialDocument })[]>`
    select id as "id", kind as "kind", unit as "unit", number as "number", content as "content", addressees as "addressees",
      tasks as "tasks", drafted_by as "draftedBy", drafted_at as "draftedAt", approved_by as "approvedBy",
      approved_at as "approvedAt", sent_at as "sentAt"
    from official_letter where id = ${id}`
  return rows[0] ?? null
}

/** Signed: takes the next number of the unit and year in the statement that writes it, so numbers have no gaps. */
export const approve = ({ sql, actor, now }: Ctx, id: string, on: Day) => sql<{ number: number }[]>`
  with waiting as (
    select id, unit from official_letter where id = ${id} and approved_at is null for update
  ), numbered as (
    insert into official_number (unit, year, last)
    select unit, ${Number(on.slice(0, 4))}, 1 from waiting
    on conflict (unit, year) do update set last = official_number.last + 1
    returning last
  )
  update official_letter set number = numbered.last, year = ${Number(on.slice(0, 4))}, approved_by = ${actor.name},
    approved_at = ${now()}, content = content || jsonb_build_object('number', numbered.last, 'issuedOn', ${on}::text)
  from numbered, waiting where official_letter.id = waiting.id
  returning number as "number"`

/** Sent once: a receipt for each addressee. */
export const send = ({ sql, actor, now }: Ctx, id: string) => sql<{ unit: string }[]>`
  with gone as (
    update official_letter set sent_at = ${now()}, sent_by = ${actor.name}
    where id = ${id} and approved_at is not null and sent_at is null returning id, addressees
  )
  insert into official_letter_receipt (letter, unit)
  select gone.id, unit from gone, unnest(gone.addressees) as addressee (unit)
  returning unit as "unit"`

export const markOpened = ({ sql, actor, now }: Ctx, id: string, reach: string) => sql`
  update official_letter_receipt set opened_at = ${now()}, opened_by = ${actor.name}
  where letter = ${id} and opened_at is null and (unit = ${reach} or starts_with(${reach}, unit || '.'))`

export const answer = ({ sql, now }: Ctx, id: string, reach: string, words: string) => sql<{ unit: string }[]>`
  update official_letter_receipt set answered_at = ${now()}, answer = ${words}, opened_at = coalesce(opened_at, ${now()})
  where letter = ${id} and answered_at is null and (unit = ${reach} or starts_with(${reach}, unit || '.'))
  returning unit as "unit"`

export type Receipt = {
  unit: string
  name: string
  openedAt: Date | null
  openedBy: string | null
  answeredAt: Date | null
  answer: string | null
}
export const receipts = ({ sql }: Ctx, id: string) => sql<Receipt[]>`
  select receipt.unit as "unit", unit.name_vi as "name", opened_at as "openedAt", opened_by as "openedBy",
    answered_at as "answeredAt", answer as "answer"
  from official_letter_receipt receipt join unit on unit.code = receipt.unit
  where letter = ${id} order by unit.name_vi collate "vi-x-icu"`

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
