import { once } from 'node:events'
import { receiveDossier } from '#server/dossiers/index.ts'
import { startCluster } from './lib/cluster.ts'
import { load, wire } from './lib/load.ts'
import { startBare, startServer } from './lib/programs.ts'
import { client, contextOn, openPool, prepareProvince, receipt, receiptInput, withoutWaiting } from './lib/province.ts'
import { median, record } from './lib/record.ts'
import type { Statement } from './lib/record.ts'

const CONNECTIONS = 32
const ROUNDS = 6
const SECONDS = 2
const ACTS = 800

/** `POST /api/v1/dossiers` through the built server, against what it sends to the database from a bare script. */
export async function run() {
  const cluster = await startCluster()
  try {
    const prepared = await prepareProvince(await cluster.database('prepared'))
    const acts = await recorded(await cluster.database('recorded', 'prepared'), prepared.papers)
    const bare = await startBare('writer.ts', await cluster.database('replayed', 'prepared'))
    const server = await startServer(await cluster.database('served', 'prepared'))
    const headers = { authorization: `Bearer ${prepared.token}` }
    const posts = Array.from({ length: 5000 }, (_, n) =>
      wire('POST', '/api/v1/dossiers', headers, receipt(n, prepared.papers))
    )
    const ours: number[] = []
    const baseline: number[] = []
    // In turns, so that a busy machine slows both alike; the first round only warms up.
    for (let round = 0; round < ROUNDS; round++) {
      const rate = await load(server.port, n => posts[n % posts.length]!, {
        connections: CONNECTIONS,
        seconds: SECONDS,
        status: 201
      })
      bare.child.send({ acts: acts.slice(round * ACTS, (round + 1) * ACTS), connections: CONNECTIONS })
      const [{ seconds }] = (await once(bare.child, 'message')) as [{ seconds: number }]
      if (round === 0) continue
      ours.push(rate.perSecond)
      baseline.push(ACTS / seconds)
    }
    await Promise.all([bare.stop(), server.stop()])
    return {
      name: 'dossiers received (POST /api/v1/dossiers, 32 connections, 50 units)',
      ours: median(ours),
      baseline: median(baseline),
      ratio: median(ours) / median(baseline),
      target: { ratio: 0.4 },
      unit: 'dossiers/s',
      statements: acts.at(-1)!.length
    }
  } finally {
    await cluster.stop()
  }
}

/** What each receipt sends, in a copy of the province where nothing waits for the disk. */
async function recorded(url: string, papers: readonly string[]): Promise<Statement[][]> {
  const sql = openPool(withoutWaiting(url))
  const acts: Statement[][] = []
  const ctx = contextOn(sql, client)
  for (let n = -20; n < ROUNDS * ACTS; n++) {
    const input = receiptInput(Math.abs(n), papers)
    const statements = await record(sql, async () => {
      const opened = await receiveDossier(ctx, input)
      if (!opened.ok) throw new Error(`a receipt was refused: ${opened.error.code}`)
    })
    if (n >= 0) acts.push(statements)
  }
  await sql.end()
  return acts
}

if (import.meta.main) console.log(await run())
