import { settle, tellHistory } from '#server/demonstration/index.ts'
import { migrate, prepareJobs } from '#server/platform/index.ts'
import { startCluster } from './lib/cluster.ts'
import { contextOn, openPool, SCHEMA } from './lib/province.ts'
const cluster = await startCluster()
const url = await cluster.database('told')
await migrate(url, SCHEMA); await prepareJobs(url)
const sql = openPool(url)
await settle(contextOn(sql))
const n = Number(process.argv[2] ?? 10000)
const cpu = process.cpuUsage()
const t = performance.now()
const p = await tellHistory(contextOn(sql), { dossiers: n })
const s = (performance.now() - t) / 1000
const used = process.cpuUsage(cpu)
console.log(p, s.toFixed(1), 's', Math.round(p.dossiers / s), '/s; js cpu', ((used.user + used.system) / 1e6).toFixed(1))
await sql.end(); await cluster.stop()
