import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { buffer, text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keyInHand, keysInHand } from './blobs.keys.ts'
import { CHUNK, HEADER } from './blobs.seal.ts'
import { openBlobs as openStore } from './blobs.ts'

const KEY = keyInHand(Buffer.alloc(32, 7))
const openBlobs = (place: string, keys = KEY) => openStore(place, keys)

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'motcua-blobs-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Runs a program that takes a file into the store, as another process would. */
function elsewhere(program: string, before = '') {
  const code = `import { openBlobs } from ${JSON.stringify(join(import.meta.dirname, 'blobs.ts'))}
    import { keyInHand } from ${JSON.stringify(join(import.meta.dirname, 'blobs.keys.ts'))}
    const blobs = openBlobs(${JSON.stringify(folder)}, keyInHand(Buffer.alloc(32, 7)))
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
    expect(await text(blobs.open(sha256))).toBe('Đơn đề nghị')
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

describe('at rest', () => {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2))
  const kept = async (content: string | Uint8Array, blobs = openBlobs(folder)) => {
    const received = await blobs.receive(pieces(content), 1e9)
    if (!received.ok) throw new Error(received.error.code)
    await received.value.keep()
    return received.value.sha256
  }
  const key = (id: string) => ({ id: id.repeat(32), secret: createHash('sha256').update(id).digest() })

  test('nobody reads a paper from the disk, and it is found by its content all the same', async () => {
    const sha256 = await kept('Đơn xin cấp giấy chứng nhận')
    expect((await readFile(pathOf(sha256))).includes('Đơn xin')).toBe(false)
    expect(await kept('Đơn xin cấp giấy chứng nhận')).toBe(sha256)
    expect(await files()).toHaveLength(1)
  })

  test('any part of a file is what was put in, whatever its size and its pieces', async () => {
    const blobs = openBlobs(folder)
    const sizes = fc.oneof(
      fc.nat({ max: 300 }),
      fc.integer({ min: -1, max: 1 }).map(by => 5 * CHUNK + by)
    )
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 100, max: 200_000 }), fc.nat(), fc.nat(), async (size, piece, a, b) => {
        const content = randomBytes(size + 1)
        const cut = Array.from({ length: Math.ceil(content.length / piece) }, (_, at) =>
          content.subarray(at * piece, (at + 1) * piece)
        )
        const received = await blobs.receive(pieces(...cut), 1e9)
        if (!received.ok) throw new Error(received.error.code)
        const [start, end] = [a % content.length, b % content.length].sort((x, y) => x - y) as [number, number]
        const peeked = await received.value.peek(start, end - start)
        await received.value.keep()
        const { sha256 } = received.value
        expect(Buffer.compare(peeked, content.subarray(start, end))).toBe(0)
        expect(Buffer.compare(await buffer(blobs.open(sha256)), content)).toBe(0)
        const part = await buffer(blobs.open(sha256, { start, end: end + 1 }))
        expect(Buffer.compare(part, content.subarray(start, end + 1))).toBe(0)
      }),
      { numRuns: 20 }
    )
  })

  test.each([
    ['one bit of a chunk', (file: Buffer) => void (file[HEADER + CHUNK + 100]! ^= 1), 'altered'],
    ['one bit of the header', (file: Buffer) => void (file[50]! ^= 1), 'altered'],
    ['the end cut off at a chunk', (file: Buffer) => file.subarray(0, HEADER + CHUNK + 16), 'cut-short'],
    ['the end cut off within a chunk', (file: Buffer) => file.subarray(0, -5), 'cut-short'],
    ['all but the header gone', (file: Buffer) => file.subarray(0, HEADER), 'cut-short']
  ])('%s is noticed', async (_, spoil, reason) => {
    const sha256 = await kept(randomBytes(2 * CHUNK + 10))
    const file = await readFile(pathOf(sha256))
    await writeFile(pathOf(sha256), spoil(file) ?? file)
    await expect(buffer(openBlobs(folder).open(sha256))).rejects.toMatchObject({ reason })
  })

  test('a file laid in the place of another is noticed', async () => {
    const [one, other] = [await kept('một'), await kept('hai')]
    await writeFile(pathOf(one), await readFile(pathOf(other)))
    await expect(buffer(openBlobs(folder).open(one))).rejects.toMatchObject({ reason: 'altered' })
  })

  test.each(['sealed', 'from before the encryption'])(
    'a reader of a file %s who goes away in silence costs nothing',
    async how => {
      const content = randomBytes(20 * CHUNK)
      const sha256 = await kept(content)
      if (how !== 'sealed') await writeFile(pathOf(sha256), content)
      const child = elsewhere(
        `import { setFlagsFromString } from 'node:v8'
      import { runInNewContext } from 'node:vm'
      import { Readable } from 'node:stream'
      setFlagsFromString('--expose-gc')
      const collect = runInNewContext('gc')
      for (let i = 0; i < 5; i++) await Readable.toWeb(blobs.open('${sha256}')).getReader().read()
      for (let i = 0; i < 5; i++) { await new Promise(done => setTimeout(done, 20)); collect() }
      process.stdout.write('alive')`
      )
      const [said] = await Promise.all([text(child.stdout), once(child, 'exit')])
      expect([said, child.exitCode]).toEqual(['alive', 0])
    }
  )

  test('a new key changes the header alone; the old key then opens nothing', async () => {
    const sha256 = await kept(randomBytes(3 * CHUNK), openBlobs(folder, keysInHand(key('a'))))
    const before = await readFile(pathOf(sha256))
    const both = openBlobs(folder, keysInHand(key('b'), key('a')))
    expect([await both.reseal(sha256, key('b').id), await both.reseal(sha256, key('b').id)]).toEqual([
      'rewrapped',
      'current'
    ])
    const after = await readFile(pathOf(sha256))
    expect(after.subarray(HEADER).equals(before.subarray(HEADER))).toBe(true)
    expect(await both.keyOf(sha256)).toBe(key('b').id)
    await buffer(openBlobs(folder, keysInHand(key('b'))).open(sha256))
    await expect(buffer(openBlobs(folder, keysInHand(key('a'))).open(sha256))).rejects.toMatchObject({
      reason: 'key-unknown'
    })
  })

  test('a rotation broken off between its two writes leaves a file that opens', async () => {
    const sha256 = await kept('giấy khai sinh', openBlobs(folder, keysInHand(key('a'))))
    const before = await readFile(pathOf(sha256))
    await openBlobs(folder, keysInHand(key('b'), key('a'))).reseal(sha256, key('b').id)
    const after = await readFile(pathOf(sha256))
    for (const half of [
      Buffer.concat([before.subarray(0, 512), after.subarray(512)]),
      Buffer.concat([before.subarray(0, 512), after.subarray(512, 560), Buffer.alloc(464), after.subarray(1024)])
    ]) {
      await writeFile(pathOf(sha256), half)
      expect(await text(openBlobs(folder, keysInHand(key('b'), key('a'))).open(sha256))).toBe('giấy khai sinh')
    }
  })

  test('a file from before the encryption is read, and sealed when asked; a changed one is left as it lies', async () => {
    const sha256 = createHash('sha256').update('bản cũ').digest('hex')
    await mkdir(join(folder, sha256.slice(0, 2)))
    await writeFile(pathOf(sha256), 'bản cũ')
    const blobs = openBlobs(folder)
    expect([await text(blobs.open(sha256)), await blobs.keyOf(sha256)]).toEqual(['bản cũ', null])
    expect(await text(blobs.open(sha256, { start: 1, end: 5 }))).toBe('ản')
    expect(await blobs.reseal(sha256, '0'.repeat(32))).toBe('sealed')
    expect((await readFile(pathOf(sha256))).includes('bản cũ')).toBe(false)
    expect(await text(blobs.open(sha256))).toBe('bản cũ')
    await writeFile(pathOf(sha256), 'đã bị sửa')
    expect(await blobs.reseal(sha256, '0'.repeat(32))).toBe('damaged')
    expect(await readFile(pathOf(sha256), 'utf8')).toBe('đã bị sửa')
    expect(await blobs.reseal('0'.repeat(64), '0'.repeat(32))).toBe('missing')
  })
})

async function* pieces(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part
}
async function* brokenOff(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half')
  throw new Error('aborted')
}
