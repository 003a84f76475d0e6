import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { documentOf } from './api.document.ts'
import { readApi } from './api.reading.ts'
import type { ApiGroup } from './api.reading.ts'
import { buildApi } from './api.ts'
import { reactions, tasksWith, timetable } from './background.ts'
import { firstRun } from './demonstration/index.ts'
import { fileLimits } from './documents/index.ts'
import { closeSystems, openSecrets } from './exchange/index.ts'
import { openOutside } from './outside.ts'
import {
  migrate,
  openBlobKeys,
  openFiles,
  openDatabase,
  openLog,
  openMailer,
  openSealing,
  prepareJobs,
  startWorker,
  spaceOn,
  SYSTEM
} from './platform/index.ts'
import { mailSettings, openMailDoor } from './scans/index.ts'
import type { MailDoor } from './scans/index.ts'
import { openSeals } from './seals/index.ts'
import type { Actor, BlobStore, Ctx, Database, Language, Mailer, Province, Sealing, Worker } from './platform/index.ts'

export type StartOptions = {
  databaseUrl: string
  config: {
    schema: string
    origin: string
    demonstration: boolean
    dataDir: string
    smtpUrl: string | null
    mailFrom: string
    outgoingPrivate?: readonly string[]
    inboxDir?: string | null
    scanFolder?: string | null
    secretsKey?: string | null
  }
}

type House = {
  sql: Database
  blobs: BlobStore
  sealing: Sealing
  province: Province
  listener: ReturnType<typeof getRequestListener>
  worker: Worker | undefined
  mailer: Mailer | null
  /** Where mail to the desks comes in. */
  mailDoor: MailDoor | null
  /** The demonstration's history while it is being told. */
  telling: Promise<unknown> | undefined
}
let house: House | undefined
let space: (() => boolean) | undefined
const log = openLog()

/** Whether the data disk has room for new work; reading and printing go on without. */
export const hasSpace = (): boolean => space?.() ?? true

/**
 * Brings the house up behind a listening socket: schema, jobs, the demonstration on the first run, API.
 * `/healthz` answers as soon as this returns; the bulk of the demonstration's history follows in the background.
 */
export async function start({ databaseUrl, config }: StartOptions): Promise<{ accounts: readonly string[] }> {
  await migrate(databaseUrl, config.schema)
  await prepareJobs(databaseUrl)
  openOutside()
  // A wrong setting is told now, not with the first file.
  fileLimits()
  const mailIn = mailSettings()
  const mailer = openMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom })
  const sql = openDatabase(databaseUrl, { schema: config.schema, max: 10 })
  const api = buildApi(context, hasSpace)
  space = spaceOn(config.dataDir)
  const sealing = openSealing(join(config.dataDir, 'secrets.key'), config.secretsKey ?? null)
  const keys = openBlobKeys(sql, sealing)
  // Refuses here, not at the first file, when the installation has lost its key.
  await keys.current()
  const blobs = openFiles(config.dataDir, keys)
  await blobs.ready()
  house = {
    sql,
    province: await provinceOf(sql, config),
    blobs,
    sealing,
    listener: getRequestListener(api.fetch),
    worker: undefined,
    mailer,
    mailDoor: null,
    telling: undefined
  }
  await openSecrets(context(SYSTEM))
  await openSeals(context(SYSTEM))
  const demonstration = config.demonstration ? await firstRun(context(SYSTEM)) : null
  house.province = await provinceOf(sql, config)
  house.worker = await startWorker({
    url: databaseUrl,
    sql,
    schema: config.schema,
    reactions,
    tasks: tasksWith(mailer, config.outgoingPrivate ?? [], config.inboxDir ?? null, config.scanFolder ?? null),
    timetable,
    contextOf: () => context(SYSTEM),
    log
  })
  house.mailDoor = mailIn && (await openMailDoor({ ctx: () => context(SYSTEM), hasSpace }, mailIn))
  house.telling = demonstration
    ?.history?.()
    .catch(error =>
      log.error({ event: 'demonstration.failed', error: String(error) }, 'the demonstration could not be told')
    )
  return { accounts: demonstration?.accounts ?? [] }
}

/** Lets running work end, then closes the pool. */
export async function stop(): Promise<void> {
  // First, while a letter on its way still finds the house open.
  await house?.mailDoor?.close()
  const closing = house
  house = undefined
  await closing?.worker?.stop()
  closing?.mailer?.close()
  closeSystems()
  await closing?.sql.end({ timeout: 5 })
}

/** True when the request is the API's; all else is SvelteKit's. */
export function dispatch(request: IncomingMessage, response: ServerResponse): boolean {
  const path = request.url ?? ''
  if (!house || !(path.startsWith('/api/') || path.startsWith('/healthz'))) return false
  void house.listener(request, response)
  return true
}

let groups: ApiGroup[] | undefined
/** The API as the page for developers shows it; the same until the next version. */
export const apiGroups = (): ApiGroup[] =>
  (groups ??= readApi(documentOf(buildApi(context)), house?.province.origin ?? ''))

/** A context of this house for one actor: what pages, API routes and jobs hand to actions. */
export function context(actor: Actor, language: Language = 'vi'): Ctx {
  if (!house) throw new Error('the house is not open')
  const { sql, blobs, sealing, province } = house
  return { sql, now: () => new Date(), actor, language, log, blobs, sealing, province }
}

async function provinceOf(sql: Database, config: StartOptions['config']): Promise<Province> {
  const [row] = await sql<{ code: string; name: string; demonstration: boolean }[]>`
    select code as "code", name as "name", demonstration as "demonstration" from province`
  return {
    schema: config.schema,
    code: row?.code ?? '',
    name: row?.name ?? 'Một Cửa',
    origin: config.origin,
    demonstration: row?.demonstration ?? false
  }
}
