import { randomBytes } from 'node:crypto'
import type { Ctx } from '#server/platform/index.ts'
import { fold } from '#server/platform/index.ts'
import type { Level, Purpose, Vouched } from './model.ts'

export type ProviderRow = { code: string; settings: unknown; secret: Buffer; enabled: boolean; changedAt: Date }

export const providerRows = ({ sql }: Ctx) => sql<ProviderRow[]>`
  select code, settings, secret, enabled, changed_at as "changedAt"
  from sign_on_provider order by position, code`

export type AttemptRow = {
  provider: string
  purpose: Purpose
  nonce: string
  verifier: string
  redirectUri: string
  back: string
  level: Level
  forDesk: boolean
  account: string | null
  session: string | null
}

export const beginAttempt = ({ sql }: Ctx, one: AttemptRow & { state: Buffer; browser: Buffer; until: Date }) => sql`
  insert into sign_on_attempt (state_hash, browser_hash, provider, purpose, nonce, verifier, redirect_uri, back, level,
    for_desk, account, session, expires_at)
  values (${one.state}, ${one.browser}, ${one.provider}, ${one.purpose}, ${one.nonce}, ${one.verifier}, ${one.redirectUri},
    ${one.back}, ${one.level}, ${one.forDesk}, ${one.account}, ${one.session}, ${one.until})`

/** The attempt behind a state, taken so that it is used once, and by the browser that began it only. */
export const takeAttempt = async (
  { sql, now }: Ctx,
  by: { state: Buffer; browser: Buffer; provider: string }
): Promise<AttemptRow | undefined> => {
  const rows = await sql<AttemptRow[]>`
    delete from sign_on_attempt
    where state_hash = ${by.state} and browser_hash = ${by.browser} and provider = ${by.provider} and expires_at > ${now()}
    returning provider, purpose, nonce, verifier, redirect_uri as "redirectUri", back, level, for_desk as "forDesk", account,
      session`
  return rows[0]
}

export const linkedAccount = async (
  { sql }: Ctx,
  by: { provider: string; subject: string; forDesk: boolean }
): Promise<string | null> => {
  const rows = await sql<{ account: string }[]>`
    select account from account_link
    where provider = ${by.provider} and subject = ${by.subject} and for_desk = ${by.forDesk}`
  return rows[0]?.account ?? null
}

export const bearerOf = async ({ sql }: Ctx, number: string): Promise<{ id: string; verified: boolean } | null> => {
  const rows = await sql<{ id: string; verified: boolean }[]>`
    select id, number_verified_at is not null as verified
    from account where kind = 'citizen' and personal_number = ${number}`
  return rows[0] ?? null
}

/** Binds an identity to an account, or notes that it was used. None comes back when either is bound otherwise. */
export const linkAccount = (
  { sql, now }: Ctx,
  link: { account: string; provider: string; subject: string; forDesk: boolean }
) =>
  sql<{ id: string; linkedNow: boolean }[]>`
    insert into account_link as held (account, provider, subject, for_desk, linked_at, last_used_at)
    values (${link.account}, ${link.provider}, ${link.subject}, ${link.forDesk}, ${now()}, ${now()})
    on conflict (provider, subject, for_desk) do update set last_used_at = ${now()} where held.account = ${link.account}
    returning id, linked_at = last_used_at as "linkedNow"`

/** Another identity of the same provider is bound to the account. */
export const otherLink = async (
  { sql }: Ctx,
  by: { account: string; provider: string; subject: string }
): Promise<boolean> => {
  const rows = await sql<{ id: string }[]>`
    select id from account_link where account = ${by.account} and provider = ${by.provider} and subject <> ${by.subject}`
  return rows.length > 0
}

/** The number is proved, and what the person never told is filled in; nothing that stands is overwritten. */
export const proveNumber = (
  { sql, now }: Ctx,
  account: string,
  { birthDate, sex }: Pick<Vouched, 'birthDate' | 'sex'>
) => sql`
  update account set number_verified_at = coalesce(number_verified_at, ${now()}),
    birth_date = coalesce(birth_date, ${birthDate}::date), sex = coalesce(sex, ${sex}::text)
  where id = ${account}`

/** Takes a number from an account that never proved it, and has its holder told. None when it was proved meanwhile. */
export const takeNumber = ({ sql, now, province }: Ctx, account: string, number: string) => sql<{ job: string }[]>`
  with lost as (
    update account set personal_number = null, number_lost_at = ${now()}, folded = trim(replace(folded, ${number}, ''))
    where id = ${account} and personal_number = ${number} and number_verified_at is null
    returning id
  )
  select job.id::text as "job" from lost, graphile_worker.add_job('notices.number-taken',
    json_build_object('account', lost.id, 'province', ${province.schema}::text)) as job`

/** An account for a person whom a provider vouches for; none when the number is taken meanwhile. */
export const createVouched = async (
  { sql, now, language }: Ctx,
  person: Vouched & { number: string; name: string; passwordHash: string }
): Promise<string | null> => {
  const rows = await sql<{ id: string }[]>`
    insert into account (login, kind, full_name, email, phone, personal_number, birth_date, sex, password_hash, password_set,
      language, created_at, number_verified_at, folded)
    values (case when exists (select from account where login = ${person.number}) then ${`${person.number}.${randomBytes(3).toString('hex')}`}
        else ${person.number} end, 'citizen', ${person.name}, ${person.email}, ${person.phone}, ${person.number},
      ${person.birthDate}, ${person.sex}, ${person.passwordHash}, false, ${language}, ${now()}, ${now()},
      ${`${fold(person.name)} ${person.number}`})
    on conflict do nothing returning id`
  return rows[0]?.id ?? null
}

/** A session that knows its person better now, under a new token. */
export const raiseSession = ({ sql }: Ctx, session: { id: string; account: string; tokenHash: Buffer } & Vouch) => sql<
  { id: string }[]
>`
  update session set token_hash = ${session.tokenHash}, level = greatest(level, ${session.level}), provider = ${session.provider},
    subject = ${session.subject}, provider_session = ${session.providerSession}, id_token = ${session.idToken}
  where id = ${session.id} and account = ${session.account}
  returning id`

/** What a provider vouches for in a session. */
export type Vouch = {
  level: Level
  provider: string
  subject: string
  providerSession: string | null
  idToken: Buffer | null
}

/** The provider says its session is over: ours that began with it end, but none that is younger than the word. */
export const closeVouched = (
  { sql }: Ctx,
  by: { provider: string; subject: string | null; providerSession: string | null; before: Date }
) => sql<{ account: string }[]>`
  delete from session
  where provider = ${by.provider} and (${by.subject}::text is null or subject = ${by.subject})
    and (${by.providerSession}::text is null or provider_session = ${by.providerSession})
    and (${by.subject}::text is not null or ${by.providerSession}::text is not null) and created_at <= ${by.before}
  returning account`

export const forgetAttempts = ({ sql, now }: Ctx) => sql`
  with attempts as (delete from sign_on_attempt where expires_at < ${now()})
  delete from sign_in_step where expires_at < ${now()}`
