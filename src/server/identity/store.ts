import type { Ctx, Day, Language } from '#server/platform/index.ts'
import type { AccountKind, Origin } from './model.ts'

export type AccountRow = {
  id: string
  login: string
  kind: AccountKind
  fullName: string
  passwordHash: string
  mustChangePassword: boolean
  blockedAt: Date | null
  demonstration: boolean
  language: Language
  passwordSet: boolean
  personalNumber: string | null
}

export const accountByLogin = async ({ sql }: Ctx, login: string): Promise<AccountRow | undefined> => {
  const rows = await sql<AccountRow[]>`
    select id, login, kind, full_name as "fullName", password_hash as "passwordHash",
      must_change_password as "mustChangePassword", blocked_at as "blockedAt", demonstration, language,
      password_set as "passwordSet", personal_number as "personalNumber"
    from account where login = ${login}`
  return rows[0]
}

export const accountById = async ({ sql }: Ctx, id: string): Promise<AccountRow | undefined> => {
  const rows = await sql<AccountRow[]>`
    select id, login, kind, full_name as "fullName", password_hash as "passwordHash",
      must_change_password as "mustChangePassword", blocked_at as "blockedAt", demonstration, language,
      password_set as "passwordSet", personal_number as "personalNumber"
    from account where id = ${id}`
  return rows[0]
}

/**
 * Counts a try *before* the password is looked at, in one statement, so that many tries at once cannot slip past.
 * No row comes back while the login is locked. A day without tries starts the count again.
 */
export const countTry = ({ sql }: Ctx, loginHash: Buffer, now: Date, lockSeconds: readonly number[]) => sql<
  { failures: number; lockedUntil: Date | null }[]
>`
  insert into sign_in_guard as guard (login_hash, failures, last_at)
  values (${loginHash}, 1, ${now})
  on conflict (login_hash) do update set
    failures = case when guard.last_at < ${now}::timestamptz - interval '1 day' then 1 else guard.failures + 1 end,
    last_at = ${now},
    locked_until = case when guard.last_at < ${now}::timestamptz - interval '1 day' then null
      else ${now}::timestamptz + make_interval(secs =>
        (${lockSeconds as number[]}::int[])[least(guard.failures + 1, cardinality(${lockSeconds as number[]}::int[]) - 1) + 1]) end
  where guard.locked_until is null or guard.locked_until <= ${now}
  returning failures, locked_until as "lockedUntil"`

export const lockOf = async ({ sql }: Ctx, loginHash: Buffer): Promise<Date | null> => {
  const rows = await sql<{ lockedUntil: Date | null }[]>`
    select locked_until as "lockedUntil" from sign_in_guard where login_hash = ${loginHash}`
  return rows[0]?.lockedUntil ?? null
}

export const forgetTries = ({ sql }: Ctx, loginHash: Buffer) =>
  sql`delete from sign_in_guard where login_hash = ${loginHash}`

/** The units in which an account holds posts on a day, with its roles there; the one it heads first. */
export const unitsOfAccount = ({ sql }: Ctx, account: string, on: Day) => sql<{ unit: string; roles: string[] }[]>`
  select unit, array_agg(distinct role order by role) as roles
  from post
  where account = ${account} and valid_from <= ${on} and (valid_to is null or valid_to >= ${on})
  group by unit
  order by bool_or(head) desc, min(valid_from), unit`

export type NewSession = {
  tokenHash: Buffer
  account: string
  unit: string | null
  idleSeconds: number
  endsAt: Date
  origin: Origin
  how: Assured
}

/** How surely a session knows its person, and what a provider must be told when it ends. */
export type Assured = {
  level: 1 | 2 | 3
  provider?: string
  subject?: string
  providerSession?: string | null
  idToken?: Buffer | null
}

export const openSession = ({ sql, now }: Ctx, session: NewSession) => sql<{ id: string }[]>`
  with seen as (update account set last_sign_in_at = ${now()} where id = ${session.account})
  insert into session (token_hash, account, unit, created_at, last_seen_at, idle_seconds, ends_at, address, agent,
    level, provider, subject, provider_session, id_token)
  values (${session.tokenHash}, ${session.account}, ${session.unit}, ${now()}, ${now()}, ${session.idleSeconds},
    ${session.endsAt}, ${session.origin.address}, ${(session.origin.agent ?? '').slice(0, 200)},
    ${session.how.level}, ${session.how.provider ?? null}, ${session.how.subject ?? null}, ${session.how.providerSession ?? null},
    ${session.how.idToken ?? null})
  returning id`

export type SessionRow = {
  id: string
  account: string
  login: string
  kind: AccountKind
  name: string
  unit: string | null
  roles: string[]
  language: Language
  mustChangePassword: boolean
  mustSetUpSecondStep: boolean
  level: 1 | 2 | 3
  provider: string | null
  demonstration: boolean
  lastSeenAt: Date
  idleSeconds: number
  endsAt: Date
}

/** An open session with its account and today's roles, in one round trip; none when it is over or the account is blocked. */
export const sessionByToken = async (
  { sql }: Ctx,
  hash: Buffer,
  now: Date,
  today: Day
): Promise<SessionRow | undefined> => {
  const rows = await sql<SessionRow[]>`
    select s.id, s.account, a.login, a.kind, a.full_name as name, s.unit, a.language,
      a.must_change_password as "mustChangePassword", a.demonstration, s.last_seen_at as "lastSeenAt",
      s.idle_seconds as "idleSeconds", s.ends_at as "endsAt",
      coalesce((select array_agg(distinct p.role order by p.role) from post p
        where p.account = a.id and p.unit = s.unit and p.valid_from <= ${today}
          and (p.valid_to is null or p.valid_to >= ${today})), '{}') as roles,
      s.level, s.provider,
      a.kind = 'officer' and s.level < 2
        and exists (select from second_factor_policy y join post p on p.role = y.role
          where y.demand = 'required' and p.account = a.id and p.valid_from <= ${today}
            and (p.valid_to is null or p.valid_to >= ${today}))
        and not exists (select from second_factor f where f.account = a.id and f.confirmed_at is not null)
        as "mustSetUpSecondStep"
    from session s
    join account a on a.id = s.account
    where s.token_hash = ${hash} and a.blocked_at is null and s.ends_at > ${now}
      and s.last_seen_at + make_interval(secs => s.idle_seconds) > ${now}`
  return rows[0]
}

export const touchSession = ({ sql }: Ctx, hash: Buffer, now: Date) => sql`
  update session set last_seen_at = ${now} where token_hash = ${hash} and last_seen_at < ${now}`

export const closeSession = ({ sql }: Ctx, hash: Buffer) => sql<ClosedSession[]>`
  delete from session where token_hash = ${hash} returning account, provider, id_token as "idToken"`

export type ClosedSession = { account: string; provider: string | null; idToken: Buffer | null }

/** Ends sessions of an account: all, or all but one. */
export const closeSessionsOf = ({ sql }: Ctx, account: string, butId: string | null = null) => sql`
  delete from session where account = ${account} and (${butId}::uuid is null or id <> ${butId})`

export type SecurityAct = {
  act: string
  account: string | null
  address?: string
  facts?: Readonly<Record<string, string | number | boolean>>
}

/** Writes what happened into the append-only security record. */
export const recordAct = ({ sql, now, actor }: Ctx, done: SecurityAct) => sql`
  insert into security_act (at, act, account, actor_kind, actor_id, address, facts)
  values (${now()}, ${done.act}, ${done.account}, ${actor.kind}, ${actor.id}, ${done.address ?? ''}, ${sql.json(done.facts ?? {})})`

const GUARD_DAYS = 30

/** Forgets sessions that have ended and wrong passwords nobody repeated for a month. */
export async function forgetEnded({ sql, now, log }: Ctx): Promise<{ sessions: number; guards: number }> {
  const before = new Date(now().getTime() - GUARD_DAYS * 86_400_000)
  const sessions = await sql<{ id: string }[]>`
    delete from session
    where ends_at < ${now()} or last_seen_at + make_interval(secs => idle_seconds) < ${now()}
    returning id`
  const guards = await sql<{ failures: number }[]>`
    delete from sign_in_guard
    where last_at < ${before} and (locked_until is null or locked_until < ${now()})
    returning failures`
  const tidied = { sessions: sessions.length, guards: guards.length }
  log.info({ event: 'identity.tidied', ...tidied }, 'tidied')
  return tidied
}
