import { dayOf, fold } from '#server/platform/index.ts'
import type { Ctx, Day, Language } from '#server/platform/index.ts'
import type { AccountKind, Post } from './model.ts'

export type OfficerRow = {
  id: string
  login: string
  fullName: string
  email: string
  phone: string
  demonstration: boolean
  blockedAt: Date | null
  lockedUntil: Date | null
  lastSignInAt: Date | null
  /** Has set up a second step. */
  secondStep: boolean
  posts: Post[]
}
export const OFFICERS_A_PAGE = 25

/** A page of the officers, by words without accents, unit and role, in the order of Vietnamese names. */
export async function officers(
  { sql, now }: Ctx,
  filter: { search?: string; unit?: string; role?: string; page?: number } = {}
): Promise<{ rows: OfficerRow[]; total: number; page: number; pages: number }> {
  const pattern = filter.search ? `%${fold(filter.search)}%` : null
  const unit = filter.unit || null
  const role = filter.role || null
  const page = Math.max(1, filter.page ?? 1)
  const today = dayOf(now())
  const found = await sql<(OfficerRow & { total: number })[]>`
    select a.id, a.login, a.full_name as "fullName", a.email, a.phone, a.demonstration, a.blocked_at as "blockedAt",
      g.locked_until as "lockedUntil", a.last_sign_in_at as "lastSignInAt", f.account is not null as "secondStep", held.posts, count(*) over () as total
    from account a
    left join sign_in_guard g on g.login_hash = sha256(convert_to(a.login, 'UTF8')) and g.locked_until > ${now()}
    left join second_factor f on f.account = a.id and f.confirmed_at is not null
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'unit', p.unit, 'unitName', u.name_vi, 'role', p.role, 'title', p.title,
          'head', p.head, 'from', p.valid_from, 'to', p.valid_to) order by p.head desc, p.unit), '[]') as posts,
        coalesce(bool_or((${unit}::text is null or p.unit = ${unit} or starts_with(p.unit, ${unit} || '.'))
          and (${role}::text is null or p.role = ${role})), false) as fits
      from post p join unit u on u.code = p.unit
      where p.account = a.id and (p.valid_to is null or p.valid_to >= ${today})
    ) held
    where a.kind = 'officer' and (${pattern}::text is null or a.folded like ${pattern})
      and ((${unit}::text is null and ${role}::text is null) or held.fits)
    order by regexp_replace(a.full_name, '^.*\\s', '') collate "vi-x-icu", a.full_name collate "vi-x-icu", a.id
    limit ${OFFICERS_A_PAGE} offset ${(page - 1) * OFFICERS_A_PAGE}`
  const total = found[0]?.total ?? 0
  return {
    rows: found.map(({ total: _, ...row }) => row),
    total,
    page,
    pages: Math.max(1, Math.ceil(total / OFFICERS_A_PAGE))
  }
}

/** Officers who hold a role in a unit on a day: whom a step can go to. */
export const officersOf = ({ sql }: Ctx, unit: string, on: Day, role: string | null = null) => sql<
  { id: string; fullName: string; role: string; title: string; head: boolean }[]
>`
  select a.id, a.full_name as "fullName", p.role, p.title, p.head
  from post p join account a on a.id = p.account
  where p.unit = ${unit} and p.valid_from <= ${on} and (p.valid_to is null or p.valid_to >= ${on})
    and (${role}::text is null or p.role = ${role}) and a.blocked_at is null
  order by p.head desc, a.full_name collate "vi-x-icu"`

/** Who works in a unit on a day, or with `below` in one below it: each once for each unit, heads first. */
export const officersWithin = ({ sql }: Ctx, unit: string, on: Day, below: boolean) => sql<
  { id: string; name: string; title: string; unit: string; roles: string[]; head: boolean }[]
>`
  select a.id as "id", a.full_name as "name", coalesce(max(nullif(p.title, '')), '') as "title", p.unit as "unit",
    array_agg(p.role order by p.role) as "roles", bool_or(p.head) as "head"
  from post p join account a on a.id = p.account
  where (p.unit = ${unit} or (${below} and starts_with(p.unit, ${unit} || '.')))
    and p.valid_from <= ${on} and (p.valid_to is null or p.valid_to >= ${on}) and a.blocked_at is null
  group by a.id, a.full_name, p.unit
  order by p.unit, bool_or(p.head) desc, a.full_name collate "vi-x-icu"`

/** An officer who may work on a day, with the posts of that day; null: unknown, locked or no officer. */
export async function activeOfficer(
  { sql }: Ctx,
  id: string,
  on: Day
): Promise<{ fullName: string; posts: { unit: string; role: string }[] } | null> {
  const rows = await sql<{ fullName: string; unit: string | null; role: string | null }[]>`
    select a.full_name as "fullName", p.unit as "unit", p.role as "role"
    from account a
    left join post p on p.account = a.id and p.valid_from <= ${on} and (p.valid_to is null or p.valid_to >= ${on})
    where a.id = ${id} and a.kind = 'officer' and a.blocked_at is null`
  const posts = rows.flatMap(({ unit, role }) => (unit && role ? [{ unit, role }] : []))
  return rows[0] ? { fullName: rows[0].fullName, posts } : null
}

/** The posts of an account on a day. */
export const postsOf = ({ sql }: Ctx, account: string, on: Day) =>
  sql<Post[]>`
  select p.id, p.unit, u.name_vi as "unitName", p.role, p.title, p.head, p.valid_from as "from", p.valid_to as "to"
  from post p join unit u on u.code = p.unit
  where p.account = ${account} and p.valid_from <= ${on} and (p.valid_to is null or p.valid_to >= ${on})
  order by p.head desc, p.unit, p.role` as Promise<Post[]>

/** The open sessions of an account, the latest first. */
export const sessionsOf = ({ sql, now }: Ctx, account: string) => sql<
  { id: string; createdAt: Date; lastSeenAt: Date; endsAt: Date; address: string; agent: string; unit: string | null }[]
>`
  select id, created_at as "createdAt", last_seen_at as "lastSeenAt",
    least(ends_at, last_seen_at + make_interval(secs => idle_seconds)) as "endsAt", address, agent, unit
  from session
  where account = ${account} and ends_at > ${now()} and last_seen_at + make_interval(secs => idle_seconds) > ${now()}
  order by last_seen_at desc`

export type Person = {
  id: string
  login: string
  kind: AccountKind
  fullName: string
  email: string
  phone: string
  personalNumber: string | null
  businessNumber: string | null
  numberVerified: boolean
  /** False for an account that a sign-on made: its person has not chosen a password. */
  passwordSet: boolean
  birthDate: Day | null
  sex: 'male' | 'female' | null
  address: string
  /** How the person wants to be told. */
  notifyBy: NotifyBy
}
export type NotifyBy = 'email' | 'sms'

/** One account as its own person sees it; also fills an applicant's form. */
export async function person({ sql }: Ctx, id: string): Promise<Person | undefined> {
  const rows = await sql<Person[]>`
    select id, login, kind, full_name as "fullName", email, phone, personal_number as "personalNumber",
      business_number as "businessNumber", number_verified_at is not null as "numberVerified", password_set as "passwordSet",
      birth_date as "birthDate", sex, address, notify_by as "notifyBy"
    from account where id = ${id}`
  return rows[0]
}

/** The account that bears a personal or business number: the desk fills its form from it. */
export async function personByNumber({ sql }: Ctx, number: string): Promise<Person | null> {
  const rows = await sql<Person[]>`
    select id, login, kind, full_name as "fullName", email, phone, personal_number as "personalNumber",
      business_number as "businessNumber", number_verified_at is not null as "numberVerified", password_set as "passwordSet",
      birth_date as "birthDate", sex, address, notify_by as "notifyBy"
    from account where kind <> 'officer' and (personal_number = ${number} or business_number = ${number})`
  return rows[0] ?? null
}

/** How the person behind an account wants to be told. */
export async function notifiedBy({ sql }: Ctx, id: string): Promise<NotifyBy> {
  const [row] = await sql<{ by: NotifyBy }[]>`select notify_by as "by" from account where id = ${id}::uuid`
  return row?.by ?? 'email'
}

/** Where and in which language an account is written to. */
export async function contactOf({ sql }: Ctx, id: string): Promise<{ email: string; language: Language } | undefined> {
  const rows = await sql<{ email: string; language: Language }[]>`
    select email as "email", language as "language" from account where id = ${id}`
  return rows[0]
}

/** The tokens of other systems, without the secrets. */
export const tokens = ({ sql }: Ctx) => sql<
  {
    id: string
    client: string
    unit: string | null
    scopes: string[]
    createdAt: Date
    expiresAt: Date | null
    lastUsedAt: Date | null
  }[]
>`
  select t.id, c.name as client, c.unit, t.scopes, t.created_at as "createdAt", t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt"
  from api_token t join api_client c on c.id = t.client
  where t.revoked_at is null
  order by c.name, t.created_at`

/** Every post held on a day, with its holder. */
export const allPosts = ({ sql }: Ctx, on: Day) => sql<{ id: string; name: string; unit: string; role: string }[]>`
  select a.id, a.full_name as "name", p.unit, p.role
  from post p join account a on a.id = p.account
  where p.valid_from <= ${on} and (p.valid_to is null or p.valid_to >= ${on}) and a.blocked_at is null
  order by p.unit, p.role, a.login`

/** The account of an officer by its login. */
export async function officerByLogin({ sql }: Ctx, login: string): Promise<string | null> {
  const rows = await sql<{ id: string }[]>`select id from account where kind = 'officer' and login = ${login}`
  return rows[0]?.id ?? null
}

/** How somebody is called, for what names them after being heard; empty for nobody. */
export async function officerName({ sql }: Ctx, id: string): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select full_name as "name" from account where id = ${id}`
  return row?.name ?? ''
}
