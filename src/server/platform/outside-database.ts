import postgres from 'postgres'
import { RefusedToStart, errorCode, errorText } from './refused-to-start.ts'

/** Proves that a PostgreSQL of the province's own can carry the system, or refuses with one sentence, never its password. */
export async function checkDatabase(url: string, schema: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} })
  try {
    const [server] = await sql<{ version: number; encoding: string; mayCreate: boolean; hasProvince: boolean }[]>`
      select current_setting('server_version_num')::int as version,
        current_setting('server_encoding') as encoding,
        has_database_privilege(current_database(), 'CREATE') as "mayCreate",
        to_regnamespace(${schema}) is not null and to_regnamespace('ext') is not null as "hasProvince"`
    if (server!.version < 150_000)
      throw refused(url, `is PostgreSQL ${Math.floor(server!.version / 10_000)}, but 15 or newer is needed`)
    if (server!.encoding !== 'UTF8') throw refused(url, `has encoding ${server!.encoding}, but UTF8 is needed`)
    if (!server!.mayCreate && !server!.hasProvince)
      throw refused(url, `does not permit its user to create schemas (grant create on database ... to ...)`)
  } catch (error) {
    throw databaseProblem(error, url)
  } finally {
    await sql.end({ timeout: 2 })
  }
}

/** Turns an error of the driver or the server into one sentence for the operator. */
export function databaseProblem(error: unknown, url: string): Error {
  if (error instanceof RefusedToStart) return error
  const code = errorCode(error)
  const sentence = SENTENCES[code]
  if (sentence) return refused(url, sentence)
  return refused(url, `cannot be used: ${errorText(error)}${code ? ` (${code})` : ''}`)
}

const UNREACHABLE = 'cannot be reached; is the server running, and the address right'
const SENTENCES: Record<string, string> = {
  ECONNREFUSED: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  CONNECT_TIMEOUT: UNREACHABLE,
  '28P01': 'refuses the user or password',
  '28000': 'refuses the user (pg_hba.conf or a missing role)',
  '3D000': 'does not exist on that server',
  '42501': 'does not permit its user what is needed (schemas, tables and the extensions unaccent and pg_trgm)',
  '53300': 'has no connection left (max_connections)',
  '53100': 'is on a full disk',
  '57P03': 'is still starting or is shutting down'
}

/** `host:port/name` only: the address may hold a password. */
function refused(url: string, because: string): RefusedToStart {
  const { hostname, port, pathname } = new URL(url)
  return new RefusedToStart(`The database ${hostname}:${port || 5432}${pathname} (DATABASE_URL) ${because}.`)
}
