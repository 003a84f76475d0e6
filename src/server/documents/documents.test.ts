import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { test } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import {
  explainUpload,
  holdFiles,
  readBlob,
  reconcileFiles,
  releaseFiles,
  servedName,
  serveFile,
  storeUpload,
  sweepFiles,
  takeBack,
  uploadsOf
} from './index.ts'
import { PDF, arriving, bytes, pdfText } from './testing.ts'

const limit = 1 << 20
const read = async (blob: { stream: ReadableStream<Uint8Array> } | null) =>
  blob && new Uint8Array(await new Response(blob.stream as never).arrayBuffer())

describe('handing in a file', () => {
  test('an applicant gets back what was handed in, by its content', async ({ ctx }) => {
    const stored = await storeUpload(ctx, arriving(PDF), {
      name: 'C:\\Giấy tờ\\Đơn đề nghị.pdf',
      limit,
      owner: 'draft:1'
    })
    if (!stored.ok) throw new Error(stored.error.code)
    expect(stored.value).toMatchObject({ name: 'Đơn đề nghị.pdf', bytes: PDF.length, type: 'application/pdf' })
    expect(await uploadsOf(ctx, 'draft:1')).toEqual([stored.value])
    expect(await uploadsOf(ctx, 'draft:2')).toEqual([])
    expect(await read(await readBlob(ctx, stored.value.id))).toEqual(PDF)
  })

  test('the same bytes are one blob, in whatever pieces and however often they come', async ({ ctx, sql }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, maxLength: 400 }),
        fc.integer({ min: 1, max: 100 }),
        fc.uuid(),
        async (text, piece, owner) => {
          const content = bytes(pdfText(text))
          const both = await Promise.all(
            [piece, 1 << 16].map((size, turn) =>
              storeUpload(ctx, arriving(content, size), { name: `${turn}.pdf`, limit, owner: `${owner}:${turn}` })
            )
          )
          const ids = both.map(each => (each.ok ? each.value.id : each.error.code))
          expect(ids[0]).toBe(ids[1])
          const rows = await sql<{ bytes: number }[]>`select bytes from blob where sha256 = ${ids[0]!}`
          expect(rows).toEqual([{ bytes: content.length }])
          expect(await read(await readBlob(ctx, ids[0]!))).toEqual(content)
        }
      ),
      { numRuns: 25 }
    )
  })

  test('a program called .pdf is refused, and nothing is kept of it', async ({ ctx, sql }) => {
    const refused = await storeUpload(ctx, arriving(bytes('MZ\x90\0')), { name: 'don.pdf', limit, owner: 'draft:3' })
    expect(refused).toMatchObject({ ok: false, error: { code: 'type-not-allowed' } })
    expect(!refused.ok && explainUpload('vi', refused.error)).toBe(
      'Không nhận loại tệp này. Các loại được nhận: PDF, JPEG, PNG, TIFF, HEIC, DOCX, XLSX, TXT.'
    )
    expect(await sql`select 1 from upload where owner = 'draft:3'`).toHaveLength(0)
  })

  test('a PDF that would run a script is refused and counted, and what was handed in before is still there', async ({
    ctx,
    sql
  }) => {
    const owner = 'draft:4'
    const put = (content: string) => storeUpload(ctx, arriving(bytes(content)), { name: 'don.pdf', limit, owner })
    expect(await put(pdfText('tốt'))).toMatchObject({ ok: true })
    for (const script of ['a', 'b'])
      expect(await put(pdfText(script).replace('/Type /Catalog', '/OpenAction << /S /JavaScript >>'))).toEqual({
        ok: false,
        error: { code: 'pdf-script' }
      })
    expect((await uploadsOf(ctx, owner)).map(file => file.name)).toEqual(['don.pdf'])
    expect(await sql`select reason, files from file_refusal`).toEqual([{ reason: 'pdf-script', files: 2 }])
  })

  test('a file over the limit is refused with the limit', async ({ ctx }) => {
    const refused = await storeUpload(ctx, arriving(PDF), { name: 'don.pdf', limit: 10, owner: 'draft:3' })
    expect(refused).toEqual({ ok: false, error: { code: 'too-large', limit: 10 } })
    expect(explainUpload('vi', { code: 'too-large', limit: 1.5 * (1 << 20) })).toContain('lớn hơn 1,5 MB')
  })
})

describe('the sweep', () => {
  test('removes after seven days what nothing refers to, and only that', async ({ ctx }) => {
    const put = async (text: string, owner: string) => {
      const stored = await storeUpload(ctx, arriving(bytes(text)), { name: 'a.txt', limit, owner })
      return stored.ok ? stored.value.id : ''
    }
    const inDossier = await put('trong hồ sơ', 'draft:a')
    const forgotten = await put('bỏ dở', 'draft:b')
    const again = await put('nộp lại sau', 'draft:c')
    expect(await holdFiles(ctx, { kind: 'dossier', ref: 'D1', blobs: [inDossier] })).toMatchObject({ ok: true })
    ctx.clock.advance(6 * 86_400_000)
    await put('nộp lại sau', 'draft:d')
    ctx.clock.advance(2 * 86_400_000)
    await sweepFiles(ctx)
    const left = await Promise.all([inDossier, forgotten, again].map(id => readBlob(ctx, id)))
    expect(left.map(blob => blob !== null)).toEqual([true, false, true])
    for (const blob of left) await blob?.stream.cancel()
    await releaseFiles(ctx, { kind: 'dossier', ref: 'D1' })
    await takeBack(ctx, 'draft:d', again)
    expect(await sweepFiles(ctx)).toBe(2)
  })

  test('a file that was swept away cannot be referred to any more', async ({ ctx }) => {
    const gone = 'a'.repeat(64)
    expect(await holdFiles(ctx, { kind: 'dossier', ref: 'D2', blobs: [gone] })).toEqual({
      ok: false,
      error: { code: 'files-gone', missing: [gone] }
    })
  })
})

describe('after a crash', () => {
  /** A file as a crash leaves it: in its place, but without a row. */
  const orphan = async (ctx: TestCtx, text: string) => {
    const incoming = await ctx.blobs.receive(arriving(bytes(text)), limit)
    if (!incoming.ok || !(await incoming.value.keep()).ok) throw new Error('not kept')
    return incoming.value.sha256
  }
  /** The files of a test are as old as the machine's clock says, so the office's clock is set by it. */
  const days = (ctx: TestCtx, count: number) => ctx.clock.set(new Date(Date.now() + count * 86_400_000).toISOString())

  test('a file that no row knows is removed once it is a week old, and one with a row is not', async ({ ctx }) => {
    const stored = await storeUpload(ctx, arriving(PDF), { name: 'a.pdf', limit, owner: 'draft:kept' })
    if (!stored.ok) throw new Error(stored.error.code)
    const left = await orphan(ctx, 'bị bỏ lại khi mất điện')
    days(ctx, 6)
    expect((await reconcileFiles(ctx)).removed).toBe(0)
    expect(await ctx.blobs.has(left)).toBe(true)
    days(ctx, 8)
    expect((await reconcileFiles(ctx)).removed).toBe(1)
    expect([await ctx.blobs.has(left), await ctx.blobs.has(stored.value.id)]).toEqual([false, true])
    expect((await reconcileFiles(ctx)).removed).toBe(0)
  })

  test('a file that an event speaks of is never removed, and is reported', async ({ ctx, sql }) => {
    const id = await orphan(ctx, 'giấy khai sinh')
    await sql`
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_name, data, hash)
      values ('dossier', gen_random_uuid(), 1, 'dossier.filed', ${ctx.now()}, 'system', '',
        ${sql.json({ papers: [{ files: [{ id, name: 'a.pdf' }] }] })}, sha256('x'))`
    days(ctx, 8)
    expect(await reconcileFiles(ctx)).toMatchObject({ removed: 0, spoken: [id] })
    expect(await ctx.blobs.has(id)).toBe(true)
  })

  test('a row whose file is gone is reported', async ({ ctx }) => {
    const stored = await storeUpload(ctx, arriving(bytes('mất')), { name: 'a.txt', limit, owner: 'draft:lost' })
    if (!stored.ok) throw new Error(stored.error.code)
    await ctx.blobs.remove(stored.value.id)
    expect((await reconcileFiles(ctx)).missing).toContain(stored.value.id)
  })

  test('whoever hands in the same bytes while the leftover is removed keeps the file', async ({ ctx }) => {
    const left = await orphan(ctx, 'cùng nội dung')
    days(ctx, 8)
    const [, stored] = await Promise.all([
      reconcileFiles(ctx),
      storeUpload(ctx, arriving(bytes('cùng nội dung')), { name: 'a.txt', limit, owner: 'draft:same' })
    ])
    expect(stored).toMatchObject({ ok: true, value: { id: left } })
    expect(await ctx.blobs.has(left)).toBe(true)
  })
})

describe('handing out a file', () => {
  const file = { id: 'a'.repeat(64), name: 'Đơn "mẫu".pdf', bytes: 10, type: 'application/pdf' }

  test('a PDF may be shown in place, in a sandbox, and keeps its Vietnamese name', ({}) => {
    const headers = serveFile(file, 'inline')
    expect(headers).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff' })
    expect(headers['content-disposition']).toBe(
      `inline; filename="Don _mau_.pdf"; filename*=UTF-8''%C4%90%C6%A1n%20%22m%E1%BA%ABu%22.pdf`
    )
    expect(headers['content-security-policy']).toMatch(/^sandbox;/)
  })

  test('text and office documents are only ever saved', ({}) => {
    expect(serveFile({ ...file, type: 'text/plain' }, 'inline')['content-disposition']).toMatch(/^attachment;/)
  })

  test('a saved file is called what it is', ({}) => {
    expect(servedName({ ...file, name: 'virus.bat', type: 'text/plain' })).toBe('virus.bat.txt')
    expect(servedName({ ...file, name: 'Ảnh.JPEG', type: 'image/jpeg' })).toBe('Ảnh.JPEG')
  })

  test('no name can break out of its header', ({}) => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\ud800')), name => {
        const value = serveFile({ ...file, name }, 'attachment')['content-disposition']!
        expect(value).toMatch(/^attachment; filename="[\w .()-]*"; filename\*=UTF-8''[\w!'%.~-]*$/)
      })
    )
  })
})
