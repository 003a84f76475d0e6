import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startSystem } from './system.ts'
import type { Answering, Controls, Sandbox } from './system.ts'

/** What a sandbox tells its parent or its terminal, as one line of JSON. */
export type Told = {
  readonly name: string
  readonly url: string
  readonly control: string
  readonly env: Record<string, string>
}

/**
 * A sandbox as a process of its own: starts, writes its certificates to a folder, prints one line of JSON with its
 * addresses and the settings that point an installation at it, and ends with its parent.
 */
export async function runProgram(
  name: string,
  answering: Answering,
  settings: (at: Sandbox, files: Files) => Record<string, string>,
  controls: Controls = {}
) {
  const [folder = join(process.cwd(), '.sandbox', name), port = '0', control = '0'] = process.argv.slice(2)
  const at = await startSystem(name, answering, { port: Number(port), control: Number(control) }, controls)
  const files = await writeCertificates(at, folder)
  const told: Told = { name, url: at.url, control: at.control, env: settings(at, files) }
  process.stdout.write(`${JSON.stringify(told)}\n`)
  const end = () => void at.stop().then(() => process.exit(0))
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  process.on('disconnect', end)
}

export type Files = { readonly ca: string; readonly cert: string; readonly key: string }
async function writeCertificates({ certificates }: Sandbox, folder: string): Promise<Files> {
  await mkdir(folder, { recursive: true })
  const files = { ca: join(folder, 'ca.pem'), cert: join(folder, 'client.pem'), key: join(folder, 'client.key') }
  await Promise.all([
    writeFile(files.ca, certificates.ca),
    writeFile(files.cert, certificates.client.cert),
    writeFile(files.key, certificates.client.key, { mode: 0o600 })
  ])
  return files
}
