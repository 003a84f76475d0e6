import { openDatabase, silentLog, SYSTEM } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { findEmbedded } from '#server/platform/embedded.ts'
import { addToken, DEMONSTRATION_PASSWORD } from '#server/identity/index.ts'
import { openHouse } from '../browser/house.ts'

export const OFFICERS = [
  'one-stop-officer',
  'handler',
  'division-head',
  'agency-head',
  'chair',
  'clerk',
  'control-office',
  'reform-office',
  'administrator'
] as const
export type Visitor = 'visitor' | 'citizen' | (typeof OFFICERS)[number]
export const VISITORS: readonly Visitor[] = ['visitor', 'citizen', ...OFFICERS]
/** The commune where the officers of this test have their posts, one role each. */
const UNIT = 'H99.31'

export type Access = {
  readonly origin: string
  readonly cookies: Readonly<Record<Visitor, string>>
  readonly tokens: Readonly<Record<'without-scope' | 'with-scope', string>>
  /** A dossier of the commune. */
  readonly code: string
  close(): Promise<void>
}

/** The built server with an account for each role, a token without and one with the scopes of dossiers. */
export async function openAccess(): Promise<Access> {
  const house = await openHouse({ RATE_LIMIT_FACTOR: '1000' })
  const sql = openDatabase(findEmbedded(house.dataDir)!, { schema: 'h99', max: 2 })
  const ctx = { sql, actor: SYSTEM, now: () => new Date(), log: silentLog, language: 'vi' } as unknown as Ctx
  await sql`
    with one as (
      insert into account (login, kind, full_name, password_hash, demonstration, created_at, folded)
      select 'thu.' || role, 'officer', 'Cán bộ thử', password_hash, true, now(), role
      from unnest(${OFFICERS as unknown as string[]}::text[]) as given (role), account where login = 'quantri'
      returning id, folded as role
    )
    insert into post (account, unit, role, title, head, valid_from)
    select id, ${UNIT}, role, 'Thử', false, '2025-07-01' from one`
  const token = async (client: string, scopes: string[]) => {
    const added = await addToken(ctx, { client, unit: UNIT, scopes })
    if (!added.ok) throw new Error(added.error.code)
    return added.value.token
  }
  const tokens = {
    'without-scope': await token('không quyền', ['catalogue.nothing']),
    'with-scope': await token('đủ quyền', [
      'dossier.*',
      'webhook.*',
      'feed.*',
      'foreign.*',
      'indices.read',
      'figures.*',
      'national.*',
      'reform.*',
      'petition.*',
      'rating.*'
    ])
  }
  await sql.end()
  const cookies = { visitor: '', citizen: await signIn(house.origin, 'congdan.an') } as Record<Visitor, string>
  for (const role of OFFICERS) cookies[role] = await signIn(house.origin, `thu.${role}`)
  const received = await fetch(`${house.origin}/api/v1/dossiers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens['with-scope']}`, 'content-type': 'application/json' },
    body: JSON.stringify(RECEIPT)
  })
  const { code } = (await received.json()) as { code: string }
  return { origin: house.origin, cookies, tokens, code, close: house.stop }
}

export const RECEIPT = {
  procedure: '1.001193',
  applicant: { name: 'Nguyễn Văn An', number: '999090000001', phone: '0912345678' },
  receivingUnit: UNIT
}

async function signIn(origin: string, login: string): Promise<string> {
  const response = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ login, password: DEMONSTRATION_PASSWORD }),
    headers: { origin },
    redirect: 'manual'
  })
  const cookies = response.headers.getSetCookie().map(each => each.split(';')[0]!)
  if (!cookies.some(each => each.startsWith('session=') && each.length > 20)) throw new Error(`${login} is not let in`)
  return cookies.join('; ')
}
