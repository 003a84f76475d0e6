import { startCluster } from './lib/cluster.ts'
import { load, wire } from './lib/load.ts'
import { startBare, startServer } from './lib/programs.ts'
import { fill, prepareProvince } from './lib/province.ts'
import { median } from './lib/record.ts'

const ROUNDS = 7
const DOSSIERS = 2000

/** `GET /api/v1/tracking/{code}` against a bare Node server with the same SQL and driver; nothing is cached. */
export async function run() {
  const cluster = await startCluster()
  try {
    const url = await cluster.database('prepared')
    const { papers } = await prepareProvince(url)
    const codes = (await fill(url, papers, DOSSIERS)).map(({ code }) => code)
    const [bare, server] = [await startBare('reader.ts', url), await startServer(url)]
    const asked = codes.map(code => wire('GET', `/api/v1/tracking/${code}`))
    const ours: number[] = []
    const baseline: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const [mine, plain] = [
        await load(server.port, n => asked[n % asked.length]!),
        await load(bare.port, n => asked[n % asked.length]!)
      ]
      if (round === 0) continue
      ours.push(mine.perSecond)
      baseline.push(plain.perSecond)
    }
    await Promise.all([bare.stop(), server.stop()])
    return {
      name: 'tracking reads (GET /api/v1/tracking/{code}, 32 connections)',
      ours: median(ours),
      baseline: median(baseline),
      ratio: median(ours) / median(baseline),
      target: { ratio: 0.6 },
      unit: 'reads/s'
    }
  } finally {
    await cluster.stop()
  }
}

if (import.meta.main) console.log(await run())
