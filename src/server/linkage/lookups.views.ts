import type { Ctx } from '#server/platform/index.ts'
import type { LookupRow } from './model.ts'

export const lookupsOf = (
  { sql }: Ctx,
  subject: string,
  { before, most }: { before: Date | null; most: number }
): Promise<LookupRow[]> => sql<LookupRow[]>`
  select asked.call as "call", asked.at as "at", coalesce(unit.name_vi, asked.facts ->> 'unit') as "unit",
    coalesce(asked.facts ->> 'post', '') as "post", asked.facts ->> 'asker' as "asker",
    asked.facts ->> 'purpose' as "purpose", asked.facts ->> 'legalGround' as "legalGround",
    coalesce(asked.facts ->> 'dossier', dossier.code) as "dossier",
    array(select jsonb_array_elements_text(asked.facts -> 'fields')) as "fields",
    case when answer.outcome = 'answered' then answer.facts ->> 'said' else answer.outcome end as "outcome",
    question.question as "question", question.asked_at as "askedAt", question.answer as "answer",
    question.answered_at as "answeredAt"
  from exchange_record as asked
    left join exchange_record as answer on answer.call = asked.call and answer.kind = 'answer'
    left join linkage_check as made on made.call = asked.call
    left join dossier on dossier.id = made.dossier_id
    left join unit on unit.code = asked.facts ->> 'unit'
    left join lookup_question as question on question.call = asked.call
  where asked.kind = 'request' and (asked.subject = ${subject}
      or asked.call in (select call from exchange_record where kind = 'answer' and subject = ${subject})) and (${before}::timestamptz is null or asked.at < ${before})
  order by asked.position desc limit ${most}`

export async function isAbout({ sql }: Ctx, call: string, subject: string): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    select exists (select from exchange_record where call = ${call}::uuid and subject = ${subject})
      as "found"`
  return row!.found
}

export const enterQuestion = ({ sql, now }: Ctx, call: string, account: string, question: string) => sql<
  { id: string }[]
>`
  insert into lookup_question (call, account, question, asked_at)
  values (${call}::uuid, ${account}::uuid, ${question}, ${now()})
  on conflict (call) do nothing returning id as "id"`

export const questions = ({ sql }: Ctx) => sql<
  {
    id: string
    call: string
    question: string
    askedAt: Date
    answer: string | null
    answeredAt: Date | null
    answeredBy: string | null
    at: Date
    officerName: string | null
    unit: string | null
    purpose: string
    dossier: string | null
  }[]
>`
  select question.id as "id", question.call as "call", question.question as "question", question.asked_at as "askedAt",
    question.answer as "answer", question.answered_at as "answeredAt", question.answered_by as "answeredBy",
    asked.at as "at", asked.facts ->> 'officerName' as "officerName", asked.facts ->> 'unit' as "unit",
    asked.facts ->> 'purpose' as "purpose", coalesce(asked.facts ->> 'dossier', dossier.code) as "dossier"
  from lookup_question as question
    join exchange_record as asked on asked.call = question.call and asked.kind = 'request'
    left join linkage_check as made on made.call = question.call
    left join dossier on dossier.id = made.dossier_id
  order by question.answered_at is not null, question.asked_at desc limit 100`

export const alerts = ({ sql }: Ctx) => sql<
  {
    call: string
    reason: 'no-task' | 'nothing-followed'
    at: Date
    seenAt: Date | null
    seenBy: string | null
    note: string
    lookedAt: Date
    officerName: string | null
    unit: string | null
    purpose: string
  }[]
>`
  select alert.call as "call", alert.reason as "reason", alert.at as "at", alert.seen_at as "seenAt",
    alert.seen_by as "seenBy", alert.note as "note", asked.at as "lookedAt",
    asked.facts ->> 'officerName' as "officerName", asked.facts ->> 'unit' as "unit", asked.facts ->> 'purpose' as "purpose"
  from lookup_alert as alert join exchange_record as asked on asked.call = alert.call and asked.kind = 'request'
  order by alert.seen_at is not null, alert.at desc limit 100`

export const putAnswer = ({ sql, now, actor }: Ctx, id: string, answer: string) => sql<{ id: string }[]>`
  update lookup_question set answer = ${answer}, answered_by = ${actor.name}, answered_at = ${now()}
  where id = ${id}::uuid and answer is null returning id as "id"`

export const putSeen = ({ sql, now, actor }: Ctx, call: string, note: string) => sql<{ call: string }[]>`
  update lookup_alert set seen_by = ${actor.name}, seen_at = ${now()}, note = ${note}
  where call = ${call}::uuid and seen_at is null returning call as "call"`

/** Counter look-ups a day old without a dossier of that person in that unit. */
export const raiseNothingFollowed = ({ sql, now }: Ctx) => sql<{ call: string }[]>`
  insert into lookup_alert (call, reason, at)
  select made.call, 'nothing-followed', ${now()}
  from linkage_check as made
  where made.kind = 'counter' and made.call is not null and made.dossier_id is null
    and made.at between ${new Date(now().getTime() - 72 * 3_600_000)} and ${new Date(now().getTime() - 24 * 3_600_000)}
    and not exists (
      select from linkage_check as other
      where other.subject = made.subject and other.unit is not distinct from made.unit and other.dossier_id is not null
        and other.at between made.at - interval '24 hours' and made.at + interval '24 hours')
  on conflict (call) do nothing
  returning call as "call"`
