import postgres from 'postgres'
import { migrate, migrations, prepareJobs } from '#server/platform/index.ts'
import { RefusedToStart, errorText } from '#server/platform/refused-to-start.ts'
import { backup } from './backup.ts'
import type { BackupAsked } from './backup.ts'
import { restore } from './restore.ts'

export type UpgradeAsked = BackupAsked & {
  say(words: string): void
  /** Where the new version's migrations are; the tests bring their own. */
  migrationsFolder?: string
}

/**
 * Brings a province to this version: a backup first, then a rehearsal of every new migration on a copy made from that
 * backup, and only then the real thing. What fails in the rehearsal has not touched the province, so the old version
 * goes on serving. Migrations are safe while it runs (they expand; a later version contracts).
 */
export async function upgrade({ say, migrationsFolder, ...asked }: UpgradeAsked): Promise<string[]> {
  const { url, schema, folder } = asked
  const waiting = await waitingMigrations(url, schema, migrationsFolder)
  if (waiting.length === 0) {
    say('Nothing to do: the province is at this version already.')
    return []
  }
  const saved = await backup(asked)
  say(`Backup of ${saved.tables.length} tables in ${folder}.`)
  const rehearsal = `${schema.slice(0, 30)}_rehearsal`
  await drop(url, rehearsal)
  try {
    await restore({ url, schema: rehearsal, folder, blobs: null, withJobs: false })
    await migrate(url, rehearsal, undefined, migrationsFolder)
  } catch (error) {
    throw new RefusedToStart(
      `The upgrade failed in its rehearsal (${errorText(error)}); the province is unchanged and its old version may go on serving.`
    )
  } finally {
    await drop(url, rehearsal)
  }
  say(`Rehearsed on a copy: ${waiting.join(', ')}.`)
  try {
    await prepareJobs(url)
    return await migrate(url, schema, undefined, migrationsFolder)
  } catch (error) {
    throw new RefusedToStart(
      `A migration that passed its rehearsal failed (${errorText(error)}); the old version may go on serving, the backup is in ${folder}.`
    )
  }
}

async function waitingMigrations(url: string, schema: string, folder?: string): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { search_path: `${schema},ext` } })
  try {
    const done = (await sql<{ name: string }[]>`select name as "name" from migration`).map(row => row.name)
    return migrations(folder).filter(name => !done.includes(name))
  } catch {
    throw new RefusedToStart(`There is no province in schema ${schema} to upgrade.`)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function drop(url: string, schema: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql.unsafe(`drop schema if exists "${schema}" cascade`)
  await sql.end({ timeout: 5 })
}
