import { availableParallelism } from 'node:os'
import { settle, tellHistory } from '#server/demonstration/index.ts'
import { queueCounts, queueOf } from '#server/dossiers/index.ts'
import { actorOf, DEMONSTRATION_PASSWORD } from '#server/identity/index.ts'
import { migrate, prepareJobs } from '#server/platform/index.ts'
import type { Actor, Database } from '#server/platform/index.ts'
import { policy } from '#server/policy.ts'
import { startCluster } from './lib/cluster.ts'
import { startServer } from './lib/programs.ts'
import type { Program } from './lib/programs.ts'
import { contextOn, openPool, SCHEMA, withoutWaiting } from './lib/province.ts'
import { median } from './lib/record.ts'

const SMALL = 10_000
/** A million takes about ten minutes to load: `BENCH_DOSSIERS=1000000 npm run bench -- queue`. */
const LARGE = Number(process.env.BENCH_DOSSIERS ?? 200_000)
const OFFICERS = ['motcua.trungtam', 'chuyenvien.tuphap', 'chuyenvien.xaydung']
const ROUNDS = 40

/** The work-queue page of an officer, signed in, in a small and in a large province. */
export async function run() {
  const cluster = await startCluster()
  try {
    const [few, many] = [
      await told(await cluster.database('few'), SMALL),
      await told(await cluster.database('many'), LARGE)
    ]
    const servers = [await startServer(few.url), await startServer(many.url)]
    const page = await pages(servers as [Program, Program])
    await Promise.all(servers.map(server => server.stop()))
    const statements = await queries(few.url, many.url)
    return {
      name: `work queue of an officer at ${LARGE} dossiers against ${SMALL}`,
      ours: page.large,
      baseline: page.small,
      ratio: page.large / page.small,
      target: { ratioAtMost: 1.5 },
      unit: 'ms a page',
      queriesMs: statements,
      queriesRatio: statements.large / statements.small,
      dossiers: LARGE,
      loadedPerSecond: many.perSecond,
      processors: availableParallelism()
    }
  } finally {
    await cluster.stop()
  }
}

async function told(url: string, dossiers: number): Promise<{ url: string; perSecond: number }> {
  await migrate(url, SCHEMA)
  await prepareJobs(url)
  const sql = openPool(withoutWaiting(url))
  await settle(contextOn(sql))
  const began = performance.now()
  const { dossiers: loaded } = await tellHistory(contextOn(sql), { dossiers })
  const perSecond = Math.round((loaded * 1000) / (performance.now() - began))
  await sql`vacuum analyze`
  await sql.end()
  return { url, perSecond }
}

type Times = { readonly small: number; readonly large: number }

/** The page over HTTP, one visitor at a time, the two provinces in turns. */
async function pages([few, many]: [Program, Program]): Promise<Times> {
  const times = { small: [] as number[], large: [] as number[] }
  for (const login of OFFICERS) {
    const cookies = { small: await signIn(few, login), large: await signIn(many, login) }
    for (let round = -5; round < ROUNDS; round++)
      for (const [size, server] of [
        ['small', few],
        ['large', many]
      ] as const) {
        const from = performance.now()
        const response = await fetch(`http://127.0.0.1:${server.port}/desk`, { headers: { cookie: cookies[size] } })
        await response.text()
        if (response.status !== 200) throw new Error(`/desk answered ${response.status}`)
        if (round >= 0) times[size].push(performance.now() - from)
      }
  }
  return { small: median(times.small), large: median(times.large) }
}

async function signIn({ port }: Program, login: string): Promise<string> {
  const origin = `http://127.0.0.1:${port}`
  const response = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ login, password: DEMONSTRATION_PASSWORD }),
    headers: { origin },
    redirect: 'manual'
  })
  const cookie = response.headers.getSetCookie().map(each => each.split(';')[0]!)
  if (!cookie.some(each => each.startsWith('session='))) throw new Error(`${login} could not sign in`)
  return cookie.join('; ')
}

/** The statements behind it: three lists and the counts. */
async function queries(few: string, many: string): Promise<Times> {
  const pools = { small: openPool(few), large: openPool(many) }
  const times = { small: [] as number[], large: [] as number[] }
  const asked = { text: '', late: false, waiting: false, after: null, limit: 50 }
  for (const login of OFFICERS) {
    for (let round = -5; round < ROUNDS; round++)
      for (const size of ['small', 'large'] as const) {
        const ctx = contextOn(pools[size], await officer(pools[size], login))
        const from = performance.now()
        await queueOf(ctx, 'mine', asked)
        await queueOf(ctx, 'unclaimed', asked)
        await queueOf(ctx, 'unit', asked)
        await queueCounts(ctx)
        if (round >= 0) times[size].push(performance.now() - from)
      }
  }
  await Promise.all(Object.values(pools).map(sql => sql.end()))
  return { small: median(times.small), large: median(times.large) }
}

/** The actor behind a login, with all posts. */
async function officer(sql: Database, login: string): Promise<Actor> {
  const [row] = await sql<{ id: string; name: string; unit: string; roles: string[] }[]>`
    select a.id, a.full_name as "name", min(p.unit) as "unit", array_agg(p.role) as "roles"
    from account a join post p on p.account = a.id where a.login = ${login} group by a.id, a.full_name`
  return actorOf({ id: row!.id, kind: 'officer', name: row!.name }, row!, policy)
}

if (import.meta.main) console.log(await run())
