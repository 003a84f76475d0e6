/**
 * `npm run sandbox [-- NAME ...]`: starts the outside systems with invented data, each as a process of its own, and
 * prints the settings that point an installation at them. A new system is one line of the table.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { writeFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Told } from './program.ts'

const root = join(import.meta.dirname, '..')
/** Program, port, and the port of its control address. */
const SYSTEMS: Readonly<Record<string, readonly [program: string, port: number, control: number]>> = {
  population: ['sandbox/population/server.ts', 4610, 4611],
  payment: ['sandbox/payment/server.ts', 4620, 4621],
  sms: ['sandbox/sms/server.ts', 4622, 4623],
  signing: ['sandbox/signing/server.ts', 4624, 4625],
  token: ['sandbox/token/program.ts', 4627, 4627],
  identity: ['sandbox/identity/program.ts', 4626, 4626],
  portal: ['sandbox/portal/server.ts', 4630, 4631],
  s3: ['sandbox/s3/server.ts', 4632, 4633]
}
/** Only by name: an installation that was pointed at it keeps its files there. */
const UNASKED = Object.keys(SYSTEMS).filter(name => name !== 's3')

const asked = process.argv.slice(2)
const unknown = asked.find(name => !SYSTEMS[name])
if (unknown) {
  console.error(`There is no sandbox "${unknown}"; there are: ${Object.keys(SYSTEMS).join(', ')}.`)
  process.exit(1)
}
const folder = process.env.SANDBOX_DIR ?? join(root, '.sandbox')
await mkdir(folder, { recursive: true })
const children: ChildProcess[] = []
const told = await Promise.all((asked.length > 0 ? asked : UNASKED).map(start))
const file = join(folder, 'env')
await writeFile(
  file,
  told.flatMap(({ env }) => Object.entries(env).map(([name, value]) => `${name}=${value}\n`)).join('')
)
for (const { name, url, control } of told) console.log(`${name}  ${url}  faults: ${control}`)
for (const { name, hint } of told) if (hint) console.log(`${name}: ${hint}`)
console.log(`Settings for an installation: ${file}  (set -a; . ${file}; set +a; npm start)`)

async function start(name: string): Promise<Told> {
  const [program, port, control] = SYSTEMS[name]!
  const child = spawn(process.execPath, [join(root, program), join(folder, name), String(port), String(control)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc']
  })
  children.push(child)
  child.once('exit', code => code && console.error(`The sandbox ${name} ended (${code}).`))
  for await (const line of createInterface({ input: child.stdout! })) return JSON.parse(line) as Told
  throw new Error(`the sandbox ${name} did not start`)
}

const end = () => {
  for (const child of children) child.kill('SIGTERM')
  process.exit(0)
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
