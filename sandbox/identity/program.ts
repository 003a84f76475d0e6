/** The identity provider as the runner of the sandboxes starts it: folder, port, control port (the same). */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Told } from '../program.ts'
import { startSandbox } from './server.ts'

const [folder = join(process.cwd(), '.sandbox', 'identity'), port = '0'] = process.argv.slice(2)
// The library warns about development settings on every start; this is a sandbox.
console.warn = console.info = () => {}
const relyingParties = ['http://127.0.0.1:3000', 'http://localhost:3000']
const ready = await startSandbox({ port: Number(port), relyingParties, code: 'dinh-danh' })
const file = join(folder, 'provider.json')
await mkdir(folder, { recursive: true })
await writeFile(file, JSON.stringify(ready.provider))
const told: Told = {
  name: 'identity',
  url: ready.address,
  control: ready.control,
  env: {},
  hint: `connect it once by: npm run motcua -- sign-on connect ${file}`
}
process.stdout.write(`${JSON.stringify(told)}\n`)
const end = () => process.exit(0)
process.on('SIGTERM', end)
process.on('SIGINT', end)
process.on('disconnect', end)
