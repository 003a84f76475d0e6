import type { Ctx, Language } from '#server/platform/index.ts'
import type { About, NoticeId, NoticeLine, NoticeState, UnreadNotice } from './model.ts'

export type NewNotice = {
  id: NoticeId
  key: string
  template: string
  channel: 'email' | 'sms' | 'in-app'
  toName: string
  toAddress: string | null
  toAccount: string | null
  language: Language
  subject: string
  body: string
  html: string
  secret: boolean
  about: About
  state: NoticeState
}

/** Enters a notice once by its key and, where it is to be mailed, its job with it. */
export const enter = ({ sql, now, province }: Ctx, notice: NewNotice) => sql<{ id: NoticeId; state: NoticeState }[]>`
  with entered as (
    insert into notice (id, key, template, channel, to_name, to_address, to_account, language, subject, body, html,
      secret, about_kind, about_id, state, created_at, sent_at)
    values (${notice.id}, ${notice.key}, ${notice.template}, ${notice.channel}, ${notice.toName}, ${notice.toAddress},
      ${notice.toAccount}::uuid, ${notice.language}, ${notice.subject}, ${notice.body}, ${notice.html}, ${notice.secret},
      ${notice.about.kind}, ${notice.about.id}, ${notice.state}, ${now()},
      case when ${notice.state}::text = 'sent' then ${now()}::timestamptz end)
    on conflict (key) do nothing
    returning id, state
  ), mailed as materialized (
    select id from entered where state = 'waiting'
  ), queued as (
    select count(job.id) as jobs
    from mailed, graphile_worker.add_job('notices.deliver',
      json_build_object('notice', mailed.id, 'province', ${province.schema}::text),
      job_key => ${province.schema}::text || ':notice-' || mailed.id::text) as job
  )
  select entered.id as "id", entered.state as "state" from entered, queued
  union all
  select id as "id", state as "state" from notice where key = ${notice.key} and not exists (select from entered)`

export type Claimed = {
  id: NoticeId
  template: string
  toName: string
  toAddress: string
  language: Language
  subject: string
  body: string
  html: string
  aboutKind: string
  aboutId: string
  attempts: number
}

/** Takes a waiting notice for one delivery. Nothing comes back while another run has it, or when it is done. */
export const claim = ({ sql, now }: Ctx, id: string, until: Date) => sql<Claimed[]>`
  update notice set busy_until = ${until}, attempts = attempts + 1
  where id = ${id} and state = 'waiting' and channel = 'email' and (busy_until is null or busy_until <= ${now()})
  returning id as "id", template as "template", to_name as "toName", to_address as "toAddress", language as "language",
    subject as "subject", body as "body", html as "html", about_kind as "aboutKind", about_id as "aboutId",
    attempts as "attempts"`

/** Ends a delivery. A code that was sent or given up is wiped. */
export const settle = (
  { sql, now }: Ctx,
  id: NoticeId,
  state: 'sent' | 'failed' | 'waiting',
  error: string | null
) => sql`
  update notice set
    state = ${state},
    last_error = ${error},
    busy_until = null,
    sent_at = case when ${state}::text = 'sent' then ${now()}::timestamptz end,
    body = case when secret and ${state}::text <> 'waiting' then '' else body end,
    html = case when secret and ${state}::text <> 'waiting' then '' else html end
  where id = ${id}`

export const about = ({ sql }: Ctx, { kind, id }: About) => sql<NoticeLine[]>`
  select id as "id", template as "template", channel as "channel", to_name as "toName", to_address as "toAddress",
    subject as "subject", body as "body", state as "state", last_error as "lastError", created_at as "createdAt",
    sent_at as "sentAt"
  from notice
  where about_kind = ${kind} and about_id = ${id} and not secret
  order by created_at, id`

export const unread = ({ sql }: Ctx, account: string) => sql<UnreadNotice[]>`
  select id as "id", subject as "subject", body as "body", about_kind as "aboutKind", about_id as "aboutId",
    created_at as "createdAt"
  from notice
  where to_account = ${account}::uuid and read_at is null and not secret
  order by created_at desc, id
  limit 50`

export const markRead = ({ sql, now }: Ctx, account: string, ids: readonly string[] | null) => sql`
  update notice set read_at = ${now()}
  where to_account = ${account}::uuid and read_at is null and (${ids as string[] | null}::uuid[] is null or id = any(${ids as string[] | null}::uuid[]))`

/** A waiting text message as it goes to the gateway. */
export async function waitingSms({ sql }: Ctx, id: string) {
  const [row] = await sql<{ id: NoticeId; toAddress: string; subject: string; aboutKind: string; aboutId: string }[]>`
    select id as "id", to_address as "toAddress", subject as "subject", about_kind as "aboutKind",
      about_id as "aboutId"
    from notice where id = ${id}::uuid and channel = 'sms' and state = 'waiting'`
  return row ?? null
}
