import { randomUUID } from 'node:crypto'
import { startSandbox } from '../sandbox/start.ts'
import { mapAccount } from '#server/exchange/index.ts'
import { DEMONSTRATION_PASSWORD, signIn } from '#server/identity/index.ts'
import { startCluster } from './lib/cluster.ts'
import { load, wire } from './lib/load.ts'
import type { Wire } from './lib/load.ts'
import { startServer } from './lib/programs.ts'
import { contextOn, openPool, prepareProvince, receipt } from './lib/province.ts'
import { median } from './lib/record.ts'

/** A busy centre, not a flood: what is asked is how long a desk waits. */
const CONNECTIONS = 8
const ROUNDS = 7
const SECONDS = 2
const MANY = '1000000000'
const LOGIN = 'motcua.mogiang'

/**
 * How long receiving takes while the population database hangs, against the same while it answers: 95th percentile of
 * the API's `POST /api/v1/dossiers` and of the counter's form, each on a house of its own, in turns. Every dossier has
 * a person with number, name and birth, so each is checked in the background.
 */
export async function run() {
  const cluster = await startCluster()
  const [well, hanging] = await Promise.all([startSandbox('population'), startSandbox('population')])
  try {
    const prepared = await prepareProvince(await cluster.database('prepared'))
    const quotas = { POPULATION_QUOTA_OFFICER: MANY, POPULATION_QUOTA_SYSTEM: MANY }
    const houses = await Promise.all(
      [well, hanging].map(async ({ env }, place) => {
        const url = await cluster.database(`house_${place}`, 'prepared')
        const cookie = await atTheDesk(url)
        return { server: await startServer(url, { ...env, ...quotas }), cookie }
      })
    )
    await hanging.fault('hang')
    const headers = { authorization: `Bearer ${prepared.token}` }
    const posts = Array.from({ length: 5000 }, (_, n) =>
      wire('POST', '/api/v1/dossiers', headers, withBirth(n, prepared.papers))
    )
    const measured = { api: [[], []] as number[][], counter: [[], []] as number[][] }
    for (let round = 0; round < ROUNDS; round++) {
      // In turns, and each first in turn, so that neither always comes after the other.
      for (const place of round % 2 === 0 ? [0, 1] : [1, 0]) {
        const { server, cookie } = houses[place]!
        const shared = { connections: CONNECTIONS, seconds: SECONDS }
        const api = await load(server.port, n => posts[n % posts.length]!, { ...shared, status: 201 })
        const sheet = (n: number) => counterForm(n, server.port, cookie, prepared.papers)
        const counter = await load(server.port, sheet, { ...shared, status: 303 })
        if (round === 0) continue
        measured.api[place]!.push(api.p95Ms)
        measured.counter[place]!.push(counter.p95Ms)
      }
    }
    await Promise.all(houses.map(({ server }) => server.stop()))
    const asked = await Promise.all([well.asked(), hanging.asked()])
    if (asked.some(calls => calls.length === 0)) throw new Error('a sandbox was never asked: nothing was measured')
    const [api, counter] = (['api', 'counter'] as const).map(
      name => median(measured[name][1]!) / median(measured[name][0]!)
    ) as [number, number]
    return {
      name: 'receiving while the population database hangs (p95, API and counter)',
      ours: median(measured.api[1]!),
      baseline: median(measured.api[0]!),
      ratio: Math.max(api, counter),
      target: { ratioAtMost: 1.1 },
      unit: 'ms',
      ratios: { api, counter },
      counter: { hanging: median(measured.counter[1]!), well: median(measured.counter[0]!) }
    }
  } finally {
    await Promise.all([well.stop(), hanging.stop()])
    await cluster.stop()
  }
}

const withBirth = (n: number, papers: readonly string[]) => {
  const sent = receipt(n, papers)
  return { ...sent, applicant: { ...sent.applicant, birth: '1990-03-08', sex: 'male' } }
}

/** An officer of the desk with an account at the population database, signed in. */
async function atTheDesk(url: string): Promise<string> {
  const sql = openPool(url)
  const ctx = contextOn(sql)
  await mapAccount(ctx, 'population', { login: LOGIN, external: 'mogiang.01' })
  const signed = await signIn(ctx, { login: LOGIN, password: DEMONSTRATION_PASSWORD, address: '127.0.0.1' })
  await sql.end()
  if (!signed.ok) throw new Error(`the desk could not sign in: ${signed.error.code}`)
  return `session=${signed.value.token}`
}

/** The counter's sheet as a browser without JavaScript sends it. */
function counterForm(n: number, port: number, cookie: string, papers: readonly string[]): Wire {
  const fields = new URLSearchParams({
    key: randomUUID(),
    kind: 'person',
    procedure: '1.001193',
    name: 'Nguyễn Thị Thu Hà',
    number: `999090${String(n % 1_000_000).padStart(6, '0')}`,
    birth: '08/03/1990',
    despite: 'on',
    ...Object.fromEntries(
      papers.flatMap(code => [
        [`paper:${code}`, 'on'],
        [`originals:${code}`, '1']
      ])
    )
  }).toString()
  const head = [
    'POST /desk/receive?/receive HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    `origin: http://127.0.0.1:${port}`,
    `cookie: ${cookie}`,
    'accept: text/html',
    'content-type: application/x-www-form-urlencoded',
    `content-length: ${Buffer.byteLength(fields)}`
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${fields}`)
}

if (import.meta.main) console.log(await run())
