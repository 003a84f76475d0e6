import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readConfig } from './platform/config.ts'
import type { Config } from './platform/config.ts'
import { startEmbedded } from './platform/embedded.ts'
import { checkDatabase, databaseProblem } from './platform/outside-database.ts'
import { projectRoot } from './platform/project.ts'
import { RefusedToStart, errorCode } from './platform/refused-to-start.ts'
import { listen } from './platform/web-server.ts'

/**
 * The small server around the build. It imports no slice: the build holds `src/server` once, and a second copy would
 * mean two pools and two limiters. The build's `init` leaves the application under a well-known symbol.
 */
type Application = {
  start(options: { databaseUrl: string; config: Config }): Promise<{ accounts?: readonly string[] }>
  stop(): Promise<void>
  dispatch(request: IncomingMessage, response: ServerResponse): boolean
}
type Page = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void

const say = (words: string) => process.stderr.write(`${words}\n`)
const closing: (() => Promise<void>)[] = []

async function main(): Promise<void> {
  const config = readConfig()
  const web = await listen(config.host, config.port, config.trustProxy)
  closing.push(() => web.drain())
  const databaseUrl = await openDatabaseServer(config)
  const { application, page } = await openBuild(config)
  closing.splice(1, 0, () => application.stop())
  const { accounts } = await application.start({ databaseUrl, config }).catch(error => {
    throw errorCode(error) && config.databaseUrl ? databaseProblem(error, databaseUrl) : error
  })
  web.serve((request, response) => {
    if (!application.dispatch(request, response)) page(request, response)
  })
  say(
    `Một Cửa serves on ${config.origin}${new URL(config.origin).port === String(web.port) ? '' : ` (port ${web.port})`}`
  )
  for (const account of accounts ?? []) say(`  ${account}`)
  say('Ctrl-C stops it.')
}

async function openDatabaseServer(config: Config): Promise<string> {
  if (config.databaseUrl) {
    await checkDatabase(config.databaseUrl, config.schema)
    return config.databaseUrl
  }
  const starting = startEmbedded(config.dataDir)
  closing.push(async () => (await starting.catch(() => null))?.stop())
  const server = await starting
  if (server.adopted) say('The database was still running after its program was killed; it is used again.')
  return server.url
}

async function openBuild(config: Config): Promise<{ application: Application; page: Page }> {
  const handler = join(projectRoot, 'build', 'handler.js')
  if (!existsSync(handler)) throw new RefusedToStart('There is no build; "npm start" makes it, or: npm run build.')
  // Read once by the handler when it is imported.
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto'
  process.env.ADDRESS_HEADER = 'x-forwarded-for'
  process.env.XFF_DEPTH = '1'
  process.env.BODY_SIZE_LIMIT = config.bodySizeLimit
  const build: { handler: Page } = await import(pathToFileURL(handler).href)
  const application = (globalThis as Record<symbol, unknown>)[Symbol.for('motcua.app')] as Application
  return { application, page: build.handler }
}

/** Stops in order: no new requests, running ones end, jobs end, the database closes. Asked twice, it stops hard. */
let stopping = false
async function stop(code: number): Promise<void> {
  if (stopping) process.exit(130)
  stopping = true
  for (const close of closing) await close().catch(error => say(`While stopping: ${error}`))
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))

main().catch(async error => {
  say(
    (error as Error | null)?.name === 'RefusedToStart'
      ? (error as Error).message
      : String((error instanceof Error && error.stack) || error)
  )
  if (errorCode(error) === 'ENOSPC' || errorCode(error) === '53100') say('The disk is full.')
  await stop(1)
})
