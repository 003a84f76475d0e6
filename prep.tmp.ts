import { startCluster } from './bench/lib/cluster.ts'
import { prepared } from './bench/transparency.ts'
import { writeFileSync } from 'node:fs'
const cluster = await startCluster()
process.on('SIGTERM', () => void cluster.stop().then(() => process.exit(0)))
const url = await cluster.database('large')
writeFileSync('/tmp/dash-bench-url', url)
const made = await prepared(url)
writeFileSync('/tmp/dash-bench-made', JSON.stringify(made))
console.log('ready', made)
setInterval(() => {}, 60000)
