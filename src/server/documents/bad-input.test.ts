import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { err, prepareJobs } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test, testFiles } from '#server/platform/testing.ts'
import { readBlob, storeUpload, takeBack, uploadsOf } from './actions.ts'
import { aPdf, aScan, anEmptyPicture, attaching } from './intake/testing.ts'
import { askReading, readingOf, readWaiting } from './reading/actions.ts'
import { arriving, bytes, pdfText } from './testing.ts'

const hand = (ctx: Ctx, content: Uint8Array, name: string, owner = 'draft:1') =>
  storeUpload(ctx, arriving(content), { name, limit: 1 << 26, owner })
const unfinished = async () => (await readdir(join(testFiles, 'incoming')).catch(() => [])).length
async function isThere(ctx: Ctx, id: string, content: Uint8Array): Promise<boolean> {
  const blob = await readBlob(ctx, id)
  if (!blob) return false
  return Buffer.compare(Buffer.from(await new Response(blob.stream as never).arrayBuffer()), content) === 0
}
const rows = async ({ sql }: Ctx, id: string) => (await sql`select 1 from blob where sha256 = ${id}`).length

describe('nothing is lost', () => {
  test('of a scan of three hundred pages, which is kept though it is not read', async ({ ctx, databaseUrl }) => {
    await prepareJobs(databaseUrl)
    const scan = await aScan(300)
    const stored = await hand(ctx, scan, 'chong-giay.pdf')
    if (!stored.ok) throw new Error(stored.error.code)
    await askReading(ctx, stored.value.id)
    await readWaiting(ctx, stored.value.id)
    expect(await readingOf(ctx, stored.value.id)).toMatchObject({
      state: 'refused',
      refusal: { code: 'too-many-pages', pages: 300, limit: 100 }
    })
    expect(await isThere(ctx, stored.value.id, scan)).toBe(true)
  })

  test('of a photograph of a hundred megapixels, not even a byte', async ({ ctx }) => {
    const photograph = await anEmptyPicture(10_000, 10_000)
    const stored = await hand(ctx, photograph, 'anh.jpg')
    expect(stored).toMatchObject({ ok: true, value: { type: 'image/jpeg', bytes: photograph.length } })
    expect(stored.ok && (await isThere(ctx, stored.value.id, photograph))).toBe(true)
  })

  test('when two desks hand in one file at once and one takes it back', async ({ ctx }) => {
    const paper = bytes(pdfText('một tệp, hai quầy'))
    const [one, two] = await Promise.all(['scans:1', 'scans:2'].map(owner => hand(ctx, paper, 'giay.pdf', owner)))
    if (!one?.ok || !two?.ok) throw new Error('refused')
    expect([one.value.id, await rows(ctx, one.value.id)]).toEqual([two.value.id, 1])
    await takeBack(ctx, 'scans:1', one.value.id)
    expect(await uploadsOf(ctx, 'scans:2')).toHaveLength(1)
    expect(await isThere(ctx, two.value.id, paper)).toBe(true)
  })

  test('when the disk is full as the file is put in its place: no row speaks of it, and later it is taken', async ({
    ctx
  }) => {
    const paper = bytes(pdfText('đĩa đầy'))
    const receive: Ctx['blobs']['receive'] = async (stream, limit) => {
      const received = await ctx.blobs.receive(stream, limit)
      if (!received.ok) return received
      const { value } = received
      return { ok: true, value: { ...value, keep: async () => (await value.drop(), err({ code: 'disk-full' })) } }
    }
    const full = await hand({ ...ctx, blobs: { ...ctx.blobs, receive } }, paper, 'giay.pdf')
    expect(full).toEqual({ ok: false, error: { code: 'disk-full' } })
    const stored = await hand(ctx, paper, 'giay.pdf', 'draft:2')
    if (!stored.ok) throw new Error(stored.error.code)
    expect((await uploadsOf(ctx, 'draft:1')).map(file => file.id)).not.toContain(stored.value.id)
    expect(await isThere(ctx, stored.value.id, paper)).toBe(true)
    expect(await unfinished()).toBe(0)
  })

  test('when the process is killed between the file and its row: handed in again it is there', async ({ ctx }) => {
    const paper = bytes(pdfText('bị ngắt giữa chừng'))
    const begin = ((work: (tx: unknown) => Promise<unknown>) =>
      ctx.sql.begin(async tx => {
        await work(tx)
        throw new Error('killed')
      })) as never
    const frail = { ...ctx, sql: Object.assign(ctx.sql.bind(null), ctx.sql, { begin }) as Ctx['sql'] }
    await expect(hand(frail, paper, 'giay.pdf')).rejects.toThrow('killed')
    const stored = await hand(ctx, paper, 'giay.pdf')
    expect(stored.ok && [await rows(ctx, stored.value.id), await isThere(ctx, stored.value.id, paper)]).toEqual([
      1,
      true
    ])
  })
})

test('of a PDF with a thousand attachments nothing stays', async ({ ctx }) => {
  const before = (await uploadsOf(ctx, 'draft:1')).length
  const refused = await hand(ctx, await aPdf(1, attaching(1000)), 'kem-tep.pdf')
  expect(refused).toEqual({ ok: false, error: { code: 'pdf-attachments', count: 1000 } })
  expect([(await uploadsOf(ctx, 'draft:1')).length, await unfinished()]).toEqual([before, 0])
})
