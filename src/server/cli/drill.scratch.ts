import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { settle } from '#server/demonstration/index.ts'
import { startTemporary } from '#server/platform/embedded.ts'
import {
  createSealing,
  keyInHand,
  migrate,
  openBlobs,
  openDatabase,
  openLog,
  prepareJobs,
  SYSTEM
} from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'

const SCHEMA = 'drill'

/** A context on the scratch database of a drill; all its processes share one key, as those of an installation do. */
export function drillCtx(url: string, key: string): { ctx: Ctx; close(): Promise<void> } {
  const sql = openDatabase(url, { schema: SCHEMA, max: 8, name: 'motcua-drill' })
  const ctx: Ctx = {
    sql,
    now: () => new Date(),
    actor: SYSTEM,
    language: 'vi',
    log: openLog('error'),
    blobs: openBlobs(join(tmpdir(), 'motcua-drill-files'), keyInHand(Buffer.from(key, 'base64'))),
    sealing: createSealing(Buffer.from(key, 'base64')),
    province: { schema: SCHEMA, code: 'H99', name: 'Tỉnh tập dượt', origin: 'http://127.0.0.1', demonstration: true }
  }
  return { ctx, close: () => sql.end({ timeout: 5 }) }
}

/** A cluster of its own in a temporary folder, with an invented province: never the data of the installation. */
export async function openScratch(): Promise<{ url: string; key: string; ctx: Ctx; close(): Promise<void> }> {
  const server = await startTemporary()
  await migrate(server.url, SCHEMA)
  await prepareJobs(server.url)
  const key = randomBytes(32).toString('base64')
  const { ctx, close } = drillCtx(server.url, key)
  await settle(ctx)
  return {
    url: server.url,
    key,
    ctx,
    async close() {
      await close()
      await server.stop()
    }
  }
}
