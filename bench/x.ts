import { receiveDossier } from '#server/dossiers/index.ts'
import { startCluster } from './lib/cluster.ts'
import { client, contextOn, openPool, prepareProvince, receiptInput } from './lib/province.ts'
import { record } from './lib/record.ts'
const cluster = await startCluster()
const prepared = await prepareProvince(await cluster.database('prepared'))
const sql = openPool(`${await cluster.database('recorded', 'prepared')}?options=-c%20synchronous_commit%3Doff`)
console.log(await sql`show synchronous_commit`)
const ctx = contextOn(sql, client)
const t = performance.now()
for (let n = 0; n < 300; n++) {
  const s = await record(sql, () => receiveDossier(ctx, receiptInput(n, prepared.papers)))
  if (n < 2 || n === 50) console.log(s.map(x => x.text.slice(0, 80).replace(/\s+/g, ' ')))
}
console.log((performance.now() - t) / 300, 'ms each')
await sql.end()
await cluster.stop()
