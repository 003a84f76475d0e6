import { fold, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { demonstrationOrganisation, loadUnits, UNITS } from '#server/organisation/index.ts'
import { CITIZENS, COMPANIES, OFFICERS } from './demonstration.people.ts'
import type { Role } from './model.ts'
import { hashPassword } from './secrets.ts'

/** The one password of all demonstration accounts; they are refused on any address but loopback. */
export const DEMONSTRATION_PASSWORD = 'song-mo-trinh-dien'

export type DemonstrationAccount = {
  readonly login: string
  readonly password: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly role: Role
  readonly unit: string | null
}

/** Every account of the demonstration, to print and to test with. */
export function demonstrationAccounts(): DemonstrationAccount[] {
  const password = DEMONSTRATION_PASSWORD
  const officers = OFFICERS.map(([login, name, , unit, roles]) => ({
    login,
    password,
    name,
    roles,
    role: roles[0]!,
    unit: UNITS[unit]
  }))
  const others = [...CITIZENS, ...COMPANIES].map(({ login, name }) => ({
    login,
    password,
    name,
    roles: ['citizen'] as const,
    role: 'citizen' as const,
    unit: null
  }))
  return [...officers, ...others]
}

/** The few worth printing when the house starts: one for each role. */
export function demonstrationTour(): DemonstrationAccount[] {
  const seen = new Set<Role>()
  return demonstrationAccounts().filter(({ role }) => !seen.has(role) && seen.add(role))
}

/** Loads the fictional province: units, officers with posts, citizens and companies. May be repeated. */
export async function loadOrganisation(ctx: Ctx): Promise<Result<{ units: number; accounts: number }>> {
  const units = await loadUnits(ctx, demonstrationOrganisation())
  if (!units.ok) return units
  const hash = await hashPassword(DEMONSTRATION_PASSWORD)
  const accounts = accountRows()
  const posts = OFFICERS.flatMap(([login, , title, unit, roles, head]) =>
    roles.map((role, index) => ({ login, unit: UNITS[unit], role, title, head: head === true && index === 0 }))
  )
  await ctx.sql`
    insert into account (login, kind, full_name, email, phone, personal_number, business_number, birth_date, sex, address,
      password_hash, demonstration, created_at, number_verified_at, folded)
    select login, kind, full_name, email, phone, personal_number, business_number, birth_date, sex, address, ${hash}, true,
      ${ctx.now()}, ${ctx.now()}, folded
    from jsonb_to_recordset(${ctx.sql.json(accounts)}) as row (login text, kind text, full_name text, email text, phone text,
      personal_number text, business_number text, birth_date date, sex text, address text, folded text)
    on conflict do nothing`
  await ctx.sql`
    insert into post (account, unit, role, title, head, valid_from)
    select a.id, row.unit, row.role, row.title, row.head, greatest(u.valid_from, date '2025-07-01')
    from jsonb_to_recordset(${ctx.sql.json(posts)}) as row (login text, unit text, role text, title text, head boolean)
    join account a on a.login = row.login and a.demonstration
    join unit u on u.code = row.unit
    on conflict do nothing`
  return ok({ units: units.value.units, accounts: accounts.length })
}

function accountRows() {
  const officers = OFFICERS.map(([login, name]) => ({
    login,
    kind: 'officer',
    full_name: name,
    phone: '',
    address: ''
  }))
  const citizens = CITIZENS.map(one => ({
    login: one.login,
    kind: 'citizen',
    full_name: one.name,
    phone: one.phone,
    address: one.address,
    personal_number: one.number,
    birth_date: one.birth,
    sex: one.sex
  }))
  const companies = COMPANIES.map(one => ({
    login: one.login,
    kind: 'organisation',
    full_name: one.name,
    phone: one.phone,
    address: one.address,
    business_number: one.number
  }))
  return [...officers, ...citizens, ...companies].map(row => ({
    ...row,
    email: `${row.login}@songmo.example`,
    folded: [fold(row.login), fold(row.full_name), 'personal_number' in row ? row.personal_number : ''].join(' ').trim()
  }))
}
