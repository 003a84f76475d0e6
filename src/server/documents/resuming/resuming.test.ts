import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { err } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test, testFiles } from '#server/platform/testing.ts'
import { readBlob, storeUpload, sweepFiles, uploadsOf } from '../actions.ts'
import { arriving, pdfText } from '../testing.ts'
import { addPart, arrived, beginUpload, endUpload, forgetUploads, PART_BYTES, uploadOnTheWay } from './actions.ts'

const OWNER = 'draft:resumed'
const paper = (size: number) => Buffer.from(pdfText(randomBytes(Math.ceil(size / 2)).toString('hex')))

async function begun(ctx: Ctx, bytes: number, owner = OWNER): Promise<string> {
  const upload = await beginUpload(ctx, { owner, name: 'Đơn.pdf', field: 'x', bytes, limit: 1e8 })
  if (!upload.ok) throw new Error(upload.error.code)
  return upload.value.id
}
async function sent(ctx: Ctx, id: string, stream: AsyncIterable<Uint8Array>, from: number, owner = OWNER) {
  const partial = await uploadOnTheWay(ctx, owner, id)
  if (!partial) throw new Error('there is no such upload')
  return addPart(ctx, partial, { from, stream })
}
/** Takes in what has arrived, as the page does. */
async function takenIn(ctx: Ctx, id: string, owner = OWNER): Promise<string> {
  const partial = (await uploadOnTheWay(ctx, owner, id))!
  const stored = await storeUpload(ctx, arrived(ctx, partial), { name: partial.name, limit: 1e8, owner })
  if (!stored.ok) throw new Error(stored.error.code)
  await endUpload(ctx, id)
  return stored.value.id
}
const read = async (ctx: Ctx, id: string) =>
  Buffer.from(await new Response((await readBlob(ctx, id))!.stream).arrayBuffer())
async function* brokenAfter(content: Uint8Array) {
  yield* arriving(content)
  throw new Error('the connection broke')
}
const nameOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')

describe('an upload', () => {
  test('broken off in the middle goes on where it was, and the parts go when the file is whole', async ({
    ctx,
    sql
  }) => {
    const content = paper(PART_BYTES + 300_000)
    const id = await begun(ctx, content.length)
    expect(await sent(ctx, id, brokenAfter(content.subarray(0, 100_000)), 0)).toEqual({
      ok: true,
      value: { got: 100_000 }
    })
    expect(await sent(ctx, id, arriving(content), 0)).toEqual({
      ok: false,
      error: { code: 'offset-conflict', got: 100_000 }
    })
    const rest = await sent(ctx, id, arriving(content.subarray(100_000)), 100_000)
    expect(rest).toEqual({ ok: true, value: { got: content.length } })
    const file = await takenIn(ctx, id)
    expect([file, Buffer.compare(await read(ctx, file), content)]).toEqual([nameOf(content), 0])
    expect(await sql`select sha256 as id from blob`).toEqual([{ id: file }])
  })

  test('of one part is the file itself: its type is known and it stays', async ({ ctx }) => {
    const content = paper(1000)
    const id = await begun(ctx, content.length)
    await sent(ctx, id, arriving(content), 0)
    const file = await takenIn(ctx, id)
    expect((await readBlob(ctx, file))?.type).toBe('application/pdf')
  })

  test('is nobody else’s, and is never longer than it was said to be', async ({ ctx }) => {
    const content = paper(1000)
    const id = await begun(ctx, 500)
    expect(await uploadOnTheWay(ctx, 'draft:other', id)).toBeNull()
    expect(await uploadOnTheWay(ctx, OWNER, 'x')).toBeNull()
    expect(await sent(ctx, id, arriving(content), 0)).toEqual({ ok: true, value: { got: 500 } })
    expect(await beginUpload(ctx, { owner: OWNER, name: 'a', field: '', bytes: 11, limit: 10 })).toEqual({
      ok: false,
      error: { code: 'too-large', limit: 10 }
    })
    await endUpload(ctx, id)
  })

  test('whose piece does not fit its checksum keeps nothing of that piece', async ({ ctx }) => {
    const content = paper(2000)
    const partial = (await uploadOnTheWay(ctx, OWNER, await begun(ctx, content.length)))!
    const with_ = (value: Buffer) =>
      ({ from: 0, stream: arriving(content), checksum: { algorithm: 'sha1', value } }) as const
    expect(await addPart(ctx, partial, with_(Buffer.alloc(20)))).toEqual({
      ok: false,
      error: { code: 'checksum-wrong' }
    })
    const right = createHash('sha1').update(content).digest()
    expect(await addPart(ctx, partial, with_(right))).toEqual({ ok: true, value: { got: content.length } })
  })

  test('of one file at two desks at once is one blob for both, and nothing is lost', async ({ ctx, sql }) => {
    const content = paper(PART_BYTES + 50_000)
    const desks = ['scans:1', 'scans:2']
    const ids = await Promise.all(desks.map(desk => begun(ctx, content.length, desk)))
    await Promise.all(ids.map((id, at) => sent(ctx, id, arriving(content), 0, desks[at])))
    const files = await Promise.all(ids.map((id, at) => takenIn(ctx, id, desks[at])))
    expect(files).toEqual([nameOf(content), nameOf(content)])
    expect(Buffer.compare(await read(ctx, files[0]!), content)).toBe(0)
    for (const desk of desks)
      expect(await uploadsOf(ctx, desk)).toMatchObject([{ id: files[0], bytes: content.length }])
    expect(await sql`select 1 from blob_use where kind = 'partial' and ref = any(${ids})`).toHaveLength(0)
  })

  test('that two requests go on with at once counts one of them', async ({ ctx }) => {
    const content = paper(9000)
    const id = await begun(ctx, content.length)
    const both = await Promise.all([sent(ctx, id, arriving(content), 0), sent(ctx, id, arriving(content), 0)])
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true])
    expect((await uploadOnTheWay(ctx, OWNER, id))?.got).toBe(content.length)
    expect(await takenIn(ctx, id)).toBe(nameOf(content))
  })

  test('meeting a full disk keeps what was safe, and goes on when there is room', async ({ ctx }) => {
    const content = paper(PART_BYTES + 90_000)
    const id = await begun(ctx, content.length)
    let parts = 0
    const receive: Ctx['blobs']['receive'] = async (stream, limit) =>
      parts++ < 1 ? ctx.blobs.receive(stream, limit) : err({ code: 'disk-full' })
    const full = await sent({ ...ctx, blobs: { ...ctx.blobs, receive } }, id, arriving(content), 0)
    expect(full).toEqual({ ok: false, error: { code: 'disk-full' } })
    expect((await uploadOnTheWay(ctx, OWNER, id))?.got).toBe(PART_BYTES)
    await sent(ctx, id, arriving(content.subarray(PART_BYTES)), PART_BYTES)
    expect(await takenIn(ctx, id)).toBe(nameOf(content))
  })

  test('whose server is killed in the middle goes on with another one', async ({ ctx, databaseUrl }) => {
    const content = Buffer.from(pdfText('x'.repeat(PART_BYTES + 200_000)))
    const id = await begun(ctx, content.length)
    const at = (path: string) => JSON.stringify(join(import.meta.dirname, path))
    const program = `
      import { openBlobs, openDatabase } from '#server/platform/index.ts'
      import { keyInHand } from ${at('../../platform/blobs.keys.ts')}
      import { addPart, uploadOnTheWay } from ${at('actions.ts')}
      import { pdfText } from ${at('../testing.ts')}
      const sql = openDatabase(${JSON.stringify(databaseUrl)}, { schema: 'h99', max: 1 })
      const blobs = openBlobs(${JSON.stringify(testFiles)}, keyInHand(Buffer.alloc(32, 2)))
      const ctx = { sql, blobs, now: () => new Date() }
      const partial = await uploadOnTheWay(ctx, ${JSON.stringify(OWNER)}, '${id}')
      await addPart(ctx, partial, { from: 0, stream: (async function* () {
        const content = Buffer.from(pdfText('x'.repeat(${PART_BYTES} + 200_000)))
        yield content.subarray(0, ${PART_BYTES})
        yield content.subarray(${PART_BYTES}, ${PART_BYTES} + 5)
        process.stdout.write('half')
        await new Promise(resolve => setTimeout(resolve, 60_000))
      })() })`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: join(import.meta.dirname) })
    let complaint = ''
    child.stderr.on('data', part => (complaint += part))
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    const { got } = (await uploadOnTheWay(ctx, OWNER, id))!
    expect([got, complaint]).toEqual([PART_BYTES, ''])
    await sent(ctx, id, arriving(content.subarray(got)), got)
    expect(await takenIn(ctx, id)).toBe(nameOf(content))
  })

  test('that nobody goes on with is forgotten after a week, with its parts', async ({ ctx, sql }) => {
    const id = await begun(ctx, 5000)
    await sent(ctx, id, brokenAfter(paper(100)), 0)
    ctx.clock.advance(6 * 86_400_000)
    expect(await forgetUploads(ctx)).toBe(0)
    await sweepFiles(ctx)
    expect((await uploadOnTheWay(ctx, OWNER, id))?.parts).toHaveLength(1)
    ctx.clock.advance(2 * 86_400_000)
    await forgetUploads(ctx)
    expect(await uploadOnTheWay(ctx, OWNER, id)).toBeNull()
    // What two uploads let go in the same moment is left to the sweep.
    await sweepFiles(ctx)
    expect(await sql`select 1 from blob where media_type = 'application/octet-stream'`).toHaveLength(0)
  })
})
