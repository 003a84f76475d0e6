import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { projectRoot } from '#server/platform/index.ts'
import { ScannerAway, scanStream } from './clamd.ts'

/** The harmless file that every scanner knows, put together so that scanners leave this source alone. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('')
const EICAR_MD5 = '44d88612fea8a8f36de82e1278abb02f'

export type Daemon = { readonly address: string; close(): Promise<void> }

/** Speaks as clamd does over INSTREAM and knows one virus. */
export async function standIn(): Promise<Daemon> {
  const server = createServer(socket => {
    let heard = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', part => {
      heard = Buffer.concat([heard, part as Buffer])
      const content = contentIn(heard)
      if (content === undefined) return
      socket.end(content.includes(EICAR) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  return { address: `127.0.0.1:${port}`, close: () => new Promise(done => void server.close(() => done())) }
}

/** The content once its end has been heard. */
function contentIn(heard: Buffer): Buffer | undefined {
  const pieces: Buffer[] = []
  for (let at = 'zINSTREAM\0'.length; at + 4 <= heard.length;) {
    const length = heard.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(heard.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}

/** Debian's clamd: installed, or brought by `npm test`. */
export function findClamd(): string | null {
  const brought = join(projectRoot, 'node_modules', '.cache', 'clamd', 'usr', 'sbin')
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', brought]
  return folders.map(folder => join(folder, 'clamd')).find(path => existsSync(path)) ?? null
}

/** The real daemon with one signature of our own, so that it needs no download. */
export async function startClamd(program: string): Promise<Daemon> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-clamd-'))
  const socket = join(folder, 'clamd.ctl')
  await writeFile(join(folder, 'eicar.hdb'), `${EICAR_MD5}:${EICAR.length}:Eicar-Test-Signature\n`)
  const settings = [`DatabaseDirectory ${folder}`, `LocalSocket ${socket}`, 'Foreground yes', 'SelfCheck 0']
  await writeFile(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`)
  const child = spawn(program, ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' })
  let ended = false
  const end = new Promise<void>(done => child.once('exit', () => done((ended = true) as never)))
  for (;;) {
    if (ended) throw new Error(`${program} did not start`)
    const there = await scanStream({ path: socket }, empty()).catch(error => error as ScannerAway)
    if (!(there instanceof ScannerAway)) break
    await new Promise(done => setTimeout(done, 50))
  }
  const close = async () => {
    child.kill('SIGTERM')
    await end
    await rm(folder, { recursive: true, force: true })
  }
  return { address: socket, close }
}
async function* empty() {
  yield Buffer.from('x')
}
