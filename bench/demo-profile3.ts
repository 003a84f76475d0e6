// experiment: generate once, copy with variants
import { settle } from '#server/demonstration/index.ts'
import { gatherWorld } from '../src/server/demonstration/gather.ts'
import * as load from '../src/server/demonstration/load.ts'
import { bulkRows } from '#server/dossiers/index.ts'
import { tell } from '../src/server/demonstration/history.ts'
import { arrivalsOn, planOn } from '../src/server/demonstration/plan.ts'
import { random } from '../src/server/demonstration/random.ts'
import { send } from '#server/platform/bulk.ts'
import { migrate, prepareJobs, shiftDay } from '#server/platform/index.ts'
import { startCluster } from './lib/cluster.ts'
import { contextOn, openPool, SCHEMA } from './lib/province.ts'
const cluster = await startCluster()
const url = await cluster.database('told')
await migrate(url, SCHEMA); await prepareJobs(url)
let sql = openPool(url)
await settle(contextOn(sql))
const world = await gatherWorld(contextOn(sql), new Date('2026-11-23T02:00:00Z'))
await sql.end()
const chance = random(1)
const weights = Object.fromEntries(world.served.map((s, i) => [i, s.weight]))
let t = performance.now()
const batches: any[] = []
let n = 0
let cpu = process.cpuUsage()
const lives: any[] = []
for (let day: any = '2025-12-01'; n < 12000; day = shiftDay(day, 1)) {
  for (let k = 0; k < 40 && n < 12000; k++) {
    const plan = planOn(world, day, chance, weights)
    const { dossier, told } = tell(world, plan, 'H99-' + n, crypto.randomUUID() as any, chance)
    lives.push({ dossier, told: told.map(({ event, by }) => ({ event, actor: by })) })
    n++
  }
}
let used = process.cpuUsage(cpu)
console.log('tell', (used.user + used.system) / 1000 / n, 'ms cpu each')
cpu = process.cpuUsage()
for (let i = 0; i < n; i += 500) batches.push(bulkRows(lives.slice(i, i + 500)))
used = process.cpuUsage(cpu)
console.log('rows', (used.user + used.system) / 1000 / n, 'ms cpu each')
const bytes = [0, 1, 2, 3, 4].map(k => batches.reduce((s, b) => s + b[k].lines.reduce((a: number, l: string) => a + l.length, 0), 0) / n)
const counts = [0, 1, 2, 3, 4].map(k => batches.reduce((s, b) => s + b[k].lines.length, 0) / n)
console.log('bytes each', bytes, counts)
await cluster.stop()
