import type { FileRef } from '#server/documents/index.ts'
import { fold } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { Directive, DirectiveKind } from './model.ts'

export async function enter({ sql, actor, now }: Ctx, given: Directive): Promise<boolean> {
  const { id, number, issuedOn, issuer, kind, abstract, signer, file, body, recalls, recallsWords } = given
  const search = fold(`${number} ${abstract} ${issuer}`)
  const rows = await sql<{ id: string }[]>`
    insert into directive (id, number, issued_on, issuer, kind, abstract, signer, file, body, recalls, recalls_words,
      entered_by, entered_at, search)
    values (${id}, ${number}, ${issuedOn}, ${issuer}, ${kind}, ${abstract}, ${signer}, ${sql.json(file as never)}, ${body},
      ${recalls}::uuid, ${recallsWords}, ${actor.name}, ${now()}, ${search})
    on conflict (number, issued_on, issuer) do nothing
    returning id as "id"`
  return rows.length > 0
}

export async function directive({ sql }: Ctx, id: string): Promise<Directive | null> {
  if (!isId(id)) return null
  const rows = await sql<(Omit<Directive, 'file'> & { file: FileRef | null })[]>`
    select id as "id", number as "number", issued_on as "issuedOn", issuer as "issuer", kind as "kind",
      abstract as "abstract", signer as "signer", file as "file", body as "body", recalls as "recalls",
      recalls_words as "recallsWords"
    from directive where id = ${id}`
  return rows[0] ?? null
}

export type DirectiveLine = {
  id: string
  number: string
  issuedOn: Day
  issuer: string
  kind: DirectiveKind
  abstract: string
  tasks: number
  open: number
  late: number
}

/** Documents, the newest first, with how their tasks stand. */
export const directives = ({ sql }: Ctx, asked: { text: string; today: Day; page: number; limit: number }) => sql<
  DirectiveLine[]
>`
  with found as (
    select id, number, issued_on, issuer, kind, abstract from directive
    where (${asked.text} = '' or search like '%' || ${asked.text} || '%')
    order by issued_on desc, id limit ${asked.limit} offset ${(asked.page - 1) * (asked.limit - 1)}
  )
  select found.id as "id", number as "number", issued_on as "issuedOn", issuer as "issuer", kind as "kind",
    abstract as "abstract", coalesce(stand.tasks, 0) as "tasks", coalesce(stand.open, 0) as "open",
    coalesce(stand.late, 0) as "late"
  from found left join lateral (
    select count(*) as tasks, count(*) filter (where ended is null) as open,
      count(*) filter (where ended is null and coalesce(reported_on, ${asked.today}) > due) as late
    from reform_task where directive = found.id
  ) stand on true
  order by issued_on desc, found.id`

/** Corrects the words of a document; what stood before is kept with the reason. */
export const correct = (
  { sql, actor, now }: Ctx,
  id: string,
  {
    abstract,
    signer,
    body,
    reason,
    search
  }: { abstract: string; signer: string; body: string; reason: string; search: string }
) => sql<{ version: number }[]>`
  with before as (
    select id, abstract, signer, body from directive where id = ${id} for update
  ), kept as (
    insert into directive_correction (directive, version, abstract, signer, body, reason, corrected_by, corrected_at)
    select id, (select count(*) + 1 from directive_correction where directive = ${id}), abstract, signer, body, ${reason},
      ${actor.name}, ${now()}
    from before where (abstract, signer, body) is distinct from (${abstract}, ${signer}, ${body})
    returning version
  ), changed as (
    update directive set abstract = ${abstract}, signer = ${signer}, body = ${body}, search = ${search}
    where id = ${id} and exists (select from kept)
  )
  select version as "version" from kept`

export type Correction = {
  version: number
  abstract: string
  signer: string
  body: string
  reason: string
  by: string
  at: Date
}
/** What a document said before each correction, the newest first. */
export const corrections = ({ sql }: Ctx, id: string) => sql<Correction[]>`
  select version as "version", abstract as "abstract", signer as "signer", body as "body", reason as "reason",
    corrected_by as "by", corrected_at as "at"
  from directive_correction where directive = ${id} order by version desc`
