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
for (let day: any = '2025-12-01'; n < 4000; day = shiftDay(day, 1)) {
  for (let k = 0; k < 40 && n < 4000; k++) {
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
import { readFileSync, readdirSync } from 'node:fs'
const ticks = () => readdirSync('/proc').filter(x => /^\d+$/.test(x)).reduce((s, pid) => { try { const st = readFileSync(`/proc/${pid}/stat`, 'utf8'); const f = st.slice(st.lastIndexOf(')') + 2).split(' '); const cmd = readFileSync(`/proc/${pid}/cmdline`, 'utf8'); return cmd.includes('told') && cmd.startsWith('postgres') ? s + Number(f[11]) + Number(f[12]) : s } catch { return s } }, 0)
async function variant(name: string, prep: string, local = '') {
  const u = await cluster.database('told2', 'told')
  const sql = openPool(u)
  await sql.unsafe(prep || 'select 1')
  const times = [0, 0, 0, 0, 0]
  const c0 = ticks()
  const t0 = performance.now()
  for (const b of batches) await sql.begin(async tx => {
    if (local) await tx.unsafe(local)
    for (const [k, { copy, lines }] of b.entries()) { const t = performance.now(); await send(await tx.unsafe(copy).writable(), lines); times[k] += performance.now() - t }
  })
  const all = performance.now() - t0
  console.log(name.padEnd(30), Math.round(n * 1000 / all), '/s wall; pg cpu ms each', ((ticks() - c0) * 10 / n).toFixed(2), times.map(x => (x / n).toFixed(2)).join(' '))
  await sql.end()
}
await variant('as is', '')
await variant('no gin', 'drop index dossier_search')
await variant('pending 64MB', '', "set local gin_pending_list_limit = '64MB'")
await variant('no fk', 'drop index dossier_search; alter table work_item drop constraint work_item_dossier_id_fkey; alter table dossier_paper drop constraint dossier_paper_dossier_id_fkey; alter table deadline_entry drop constraint deadline_entry_dossier_id_fkey')
await variant('no fk replica role', 'drop index dossier_search', "set local session_replication_role = 'replica'")
await variant('no fk no secondary', 'drop index dossier_search; alter table work_item drop constraint work_item_dossier_id_fkey; alter table dossier_paper drop constraint dossier_paper_dossier_id_fkey; alter table deadline_entry drop constraint deadline_entry_dossier_id_fkey; drop index event_feed; drop index event_by_type; drop index dossier_by_applicant; drop index dossier_by_receiving; drop index dossier_by_settling; drop index dossier_by_filed; drop index dossier_open; drop index dossier_desk')
await variant('wal compression off', 'drop index dossier_search', "set local wal_compression = off")
await cluster.stop()
