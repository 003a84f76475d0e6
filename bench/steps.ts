import { once } from 'node:events'
import { reactions } from '#server/background.ts'
import { act } from '#server/dossiers/index.ts'
import type { Dossier } from '#server/dossiers/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { relay } from '#server/platform/relay.ts'
import { startCluster } from './lib/cluster.ts'
import { startBare } from './lib/programs.ts'
import { client, contextOn, fill, openPool, prepareProvince, SCHEMA, withoutWaiting } from './lib/province.ts'
import { median, record } from './lib/record.ts'
import type { Statement } from './lib/record.ts'

const CONNECTIONS = 32
const ROUNDS = 6
const ACTS = 800

/** Steps completed through `act` (load, decide, append with events, claim included), against its statements bare. */
export async function run() {
  const cluster = await startCluster()
  try {
    const prepared = await cluster.database('prepared')
    const { papers } = await prepareProvince(prepared)
    const dossiers = await fill(prepared, papers, ROUNDS * ACTS)
    const acts = await recorded(await cluster.database('recorded', 'prepared'), dossiers)
    const bare = await startBare('writer.ts', await cluster.database('replayed', 'prepared'))
    const sql = openPool(await cluster.database('served', 'prepared'))
    const beat = setInterval(() => void relay(sql, SCHEMA, reactions), 250)
    const ctx = contextOn(sql, client)
    const ours: number[] = []
    const baseline: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const [from, to] = [round * ACTS, (round + 1) * ACTS]
      const mine = await seconds(ctx, dossiers.slice(from, to))
      bare.child.send({ acts: acts.slice(from, to), connections: CONNECTIONS })
      const [plain] = (await once(bare.child, 'message')) as [{ seconds: number }]
      if (round === 0) continue
      ours.push(ACTS / mine)
      baseline.push(ACTS / plain.seconds)
    }
    clearInterval(beat)
    await Promise.all([bare.stop(), sql.end()])
    return {
      name: 'steps completed (act, 32 at a time, two events each)',
      ours: median(ours),
      baseline: median(baseline),
      ratio: median(ours) / median(baseline),
      target: { ratio: 0.4, ours: 1000 },
      unit: 'steps/s',
      statements: acts.at(-1)!.length
    }
  } finally {
    await cluster.stop()
  }
}

async function seconds(ctx: Ctx, dossiers: readonly Dossier[]): Promise<number> {
  const began = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let dossier = dossiers[next++]; dossier; dossier = dossiers[next++]) await complete(ctx, dossier)
    })
  )
  return (performance.now() - began) / 1000
}

/** The first step of a fresh dossier, claimed and finished in one act. */
async function complete(ctx: Ctx, dossier: Dossier): Promise<void> {
  const done = await act(
    ctx,
    { id: dossier.id },
    {
      kind: 'complete',
      token: dossier.steps[0]!.token,
      outcome: 'done',
      note: 'Đã xem xét, đủ điều kiện.',
      files: [],
      data: {},
      result: null
    }
  )
  if (!done.ok) throw new Error(`a step was refused: ${JSON.stringify(done.error)}`)
}

async function recorded(url: string, dossiers: readonly Dossier[]): Promise<Statement[][]> {
  const sql = openPool(withoutWaiting(url))
  const ctx = contextOn(sql, client)
  await act(ctx, { id: dossiers[0]!.id }, { kind: 'claim', token: 'none' })
  await sql`select array[''::text]`
  const acts: Statement[][] = []
  for (const dossier of dossiers) acts.push(await record(sql, () => complete(ctx, dossier)))
  await sql.end()
  return acts
}

if (import.meta.main) console.log(await run())
