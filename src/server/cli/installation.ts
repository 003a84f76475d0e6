import { join } from 'node:path'
import type { Config } from '#server/platform/config.ts'
import { findEmbedded, startEmbedded } from '#server/platform/embedded.ts'
import { SYSTEM, openBlobKeys, openDatabase, openFiles, openLog, openSealing } from '#server/platform/index.ts'
import type { Ctx, Database } from '#server/platform/index.ts'
import { checkDatabase } from '#server/platform/outside-database.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'

/** The installation a command works on: the running one, or one started for the command alone. */
export type Installation = {
  readonly config: Config
  readonly databaseUrl: string
  /** A context of the system in the province served; refuses where there is no province yet. */
  ctx(): Promise<Ctx>
  close(): Promise<void>
}

/** Finds the installation by `DATABASE_URL` or `DATA_DIR`; starts the embedded database when it is not running. */
export async function openInstallation(config: Config): Promise<Installation> {
  const { databaseUrl, stop } = await serverOf(config)
  let sql: Database | undefined
  const ctx = async (): Promise<Ctx> => {
    sql ??= openDatabase(databaseUrl, { schema: config.schema, max: 4, name: 'motcua-command' })
    const [table] = await sql<{ found: boolean }[]>`
      select to_regclass(${`${config.schema}.province`}) is not null as "found"`
    if (!table?.found)
      throw new RefusedToStart(
        `There is no province in schema ${config.schema} yet; run "migrate" and "setup", or "npm start".`
      )
    const [row] = await sql<{ code: string; name: string; demonstration: boolean }[]>`
      select code as "code", name as "name", demonstration as "demonstration" from province`
    const { schema, origin, dataDir, logLevel, secretsKey } = config
    const sealing = openSealing(join(dataDir, 'secrets.key'), secretsKey)
    return {
      sql,
      now: () => new Date(),
      actor: SYSTEM,
      language: 'vi',
      log: openLog(logLevel),
      blobs: openFiles(dataDir, openBlobKeys(sql, sealing)),
      sealing,
      province: {
        schema,
        origin,
        code: row?.code ?? '',
        name: row?.name ?? '',
        demonstration: row?.demonstration ?? false
      }
    }
  }
  const close = async () => {
    await sql?.end({ timeout: 5 })
    await stop()
  }
  return { config, databaseUrl, ctx, close }
}

/** For a command that needs no province. */
export function noInstallation(config: Config): Installation {
  const ctx = () => Promise.reject(new Error('this command needs no province'))
  return { config, databaseUrl: '', ctx, close: async () => {} }
}

async function serverOf(config: Config): Promise<{ databaseUrl: string; stop(): Promise<void> }> {
  if (config.databaseUrl) {
    await checkDatabase(config.databaseUrl, config.schema)
    return { databaseUrl: config.databaseUrl, stop: async () => {} }
  }
  const running = findEmbedded(config.dataDir)
  if (running) return { databaseUrl: running, stop: async () => {} }
  const server = await startEmbedded(config.dataDir)
  return { databaseUrl: server.url, stop: server.stop }
}
