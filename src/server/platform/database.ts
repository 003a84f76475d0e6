import postgres from 'postgres'
import type { Sql } from 'postgres'

export type Database = Sql<{ bigint: number }>

/** Names a province's schema; nothing else may reach an identifier position. */
export const isSchemaName = (name: string): boolean => /^[a-z][a-z0-9_]{0,40}$/.test(name)

/**
 * A pool of connections that see one province: `search_path=<province>,ext` is set when a connection starts,
 * so no statement names a province. Dates arrive as `Day` text, int8 as number (our counters stay below 2^53).
 */
export function openDatabase(url: string, options: { schema: string; max?: number; name?: string }): Database {
  if (!isSchemaName(options.schema)) throw new Error(`not a province schema name: ${options.schema}`)
  return postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: options.name ?? 'motcua', search_path: `${options.schema},ext`, TimeZone: 'UTC' },
    types: {
      bigint: { to: 20, from: [20], serialize: (value: number) => String(value), parse: Number },
      day: { to: 1082, from: [1082], serialize: (value: string) => value, parse: (value: string) => value }
    }
  }) as unknown as Database
}
