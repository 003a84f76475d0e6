/** The baseline of tracking: a bare Node server that runs the same SQL with the same driver and answers the row. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openPool } from '../lib/province.ts'

const sql = openPool(process.argv[2]!)
const server = createServer(async (request, response) => {
  const code = decodeURIComponent(request.url!.slice(request.url!.lastIndexOf('/') + 1))
  const [row] = await sql<{ phase: string }[]>`select phase as "phase" from dossier where code = ${code}`
  response.writeHead(row ? 200 : 404, { 'content-type': 'application/json' })
  response.end(JSON.stringify(row ?? null))
})
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }))
process.on('SIGTERM', () => process.exit(0))
