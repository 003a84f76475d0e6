import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openBlobs } from './blobs.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'motcua-blobs-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Runs a program that takes a file into the store, as another process would. */
function elsewhere(program: string, before = '') {
  const code = `import { openBlobs } from ${JSON.stringify(join(import.meta.dirname, 'blobs.ts'))}
    const blobs = openBlobs(${JSON.stringify(folder)})
    ${program}`
  return spawn('sh', ['-c', `${before} exec "$0" --input-type=module -e "$1"`, process.execPath, code])
}
const files = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile())

describe('a file is in the store whole or not at all', () => {
  test('it lies under the hash of its content', async () => {
    const blobs = openBlobs(folder)
    const received = await blobs.receive(pieces('Đơn ', 'đề nghị'), 100)
    if (!received.ok) throw new Error(received.error.code)
    expect(await received.value.keep()).toEqual({ ok: true, value: undefined })
    const sha256 = createHash('sha256').update('Đơn đề nghị').digest('hex')
    expect(received.value.sha256).toBe(sha256)
    expect(await readFile(join(folder, sha256.slice(0, 2), sha256.slice(2)), 'utf8')).toBe('Đơn đề nghị')
    expect(await files()).toHaveLength(1)
  })

  test('a process killed half-way leaves no blob, and the tidying removes its traces', async () => {
    const child = elsewhere(`await blobs.receive((async function* () {
      yield new Uint8Array(100_000)
      process.stdout.write('half')
      await new Promise(resolve => setTimeout(resolve, 60_000))
    })(), 1e9)`)
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const left = await files()
    expect(left.map(entry => entry.parentPath)).toEqual([join(folder, 'incoming')])
    await utimes(join(left[0]!.parentPath, left[0]!.name), 0, 0)
    expect(await openBlobs(folder).tidy(new Date('2026-01-01'))).toBe(1)
    expect(await files()).toEqual([])
  })

  test('a full disk is a clear refusal and leaves nothing half-written', async () => {
    const child = elsewhere(
      `const answer = await blobs.receive((async function* () { for (let i = 0; i < 100; i++) yield new Uint8Array(10_000) })(), 1e9)
      process.stdout.write(JSON.stringify(answer))`,
      'ulimit -f 128;'
    )
    let said = ''
    child.stdout.on('data', chunk => (said += chunk))
    await once(child, 'close')
    expect(said).toBe('{"ok":false,"error":{"code":"disk-full"}}')
    expect(await files()).toEqual([])
  })

  test.each([
    ['an empty file', pieces(), { code: 'file-empty' }],
    ['one byte too many', pieces('x'.repeat(10), 'y'), { code: 'too-large', limit: 10 }],
    ['a sender who hangs up', brokenOff(), { code: 'upload-broken-off' }]
  ])('%s is refused and leaves nothing behind', async (_, stream, refusal) => {
    expect(await openBlobs(folder).receive(stream, 10)).toEqual({ ok: false, error: refusal })
    expect(await files()).toEqual([])
  })

  test('what is too large is not read to its end', async () => {
    let read = 0
    const endless = (async function* () {
      for (; read < 1000; read++) yield new Uint8Array(1000)
    })()
    await openBlobs(folder).receive(endless, 5000)
    expect(read).toBeLessThan(10)
  })

  test('a name that is no hash reaches no file', async () => {
    await writeFile(join(folder, 'secret'), 'x')
    expect(() => openBlobs(folder).open('../secret')).toThrow('not the name of a blob')
  })
})

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}
async function* brokenOff(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half')
  throw new Error('aborted')
}
