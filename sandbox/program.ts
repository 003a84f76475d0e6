import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startSystem } from './system.ts'
import type { Answering, Extras, Sandbox } from './system.ts'

/** What a sandbox tells its parent or its terminal, as one line of JSON. */
export type Told = {
  readonly name: string
  readonly url: string
  readonly control: string
  readonly env: Record<string, string>
  /** What else to do, where settings are not enough. */
  readonly hint?: string
}

/**
 * A sandbox as a process of its own: starts, writes its certificates to a folder, prints one line of JSON with its
 * addresses and the settings that point an installation at it, and ends with its parent.
 */
export async function runProgram(
  name: string,
  answering: Answering,
  settings: (at: Sandbox, files: Files) => Record<string, string>,
  extras: Extras = {}
): Promise<Told> {
  const [folder = join(process.cwd(), '.sandbox', name), port = '0', control = '0'] = process.argv.slice(2)
  const at = await startSystem(name, answering, { port: Number(port), control: Number(control) }, extras)
  const files = await writeCertificates(at, folder)
  const told: Told = { name, url: at.url, control: at.control, env: settings(at, files) }
  process.stdout.write(`${JSON.stringify(told)}\n`)
  const end = () => void at.stop().then(() => process.exit(0))
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  process.on('disconnect', end)
  return told
}

/** The settings of a system that speaks JSON with client credentials, under its prefix. */
export const jsonSettings = (prefix: string, { url, clientId, clientSecret }: Sandbox, files: Files) => ({
  [`${prefix}_URL`]: url,
  [`${prefix}_CA_FILE`]: files.ca,
  [`${prefix}_CERT_FILE`]: files.cert,
  [`${prefix}_KEY_FILE`]: files.key,
  [`${prefix}_CLIENT_ID`]: clientId,
  [`${prefix}_CLIENT_SECRET`]: clientSecret
})

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
