import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect } from 'vitest'
import { prepareJobs } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { storeUpload } from '../actions.ts'
import { showFile } from '../showing.ts'
import { arriving, bytes } from '../testing.ts'
import { askReading, pagePicture, readingOf, readWaiting, searchableOf } from './actions.ts'
import { aBearer, damaged, declaration, drawn } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-reading-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8' })
const absent = ['qpdf', 'pdftotext', 'pdfinfo'].filter(name => spawnSync(name, ['--version']).error)

async function kept(ctx: TestCtx, content: Uint8Array, name: string): Promise<string> {
  const stored = await storeUpload(ctx, arriving(content), { name, limit: 1 << 24, owner: 'scans:1' })
  if (!stored.ok) throw new Error(stored.error.code)
  return stored.value.id
}
const waiting = async ({ sql }: TestCtx, file: string) => {
  const rows = await sql<{ payload: { file: string } }[]>`
    select payload::json as "payload" from graphile_worker._private_jobs where payload::json ->> 'file' = ${file}`
  return rows.length
}

describe('a scanned paper', () => {
  test('is read once, however often it is asked for, and comes out as a PDF that can be searched', async ({
    ctx,
    databaseUrl
  }) => {
    await prepareJobs(databaseUrl)
    const of = aBearer()
    const file = await kept(
      ctx,
      await damaged(await drawn(declaration(of, 'Đăng ký khai tử'), 150), { lean: 2 }),
      'to-khai.jpg'
    )
    await askReading(ctx, file)
    await askReading(ctx, file)
    expect(await readingOf(ctx, file)).toMatchObject({ state: 'waiting', done: 0 })
    await readWaiting(ctx, file)
    await askReading(ctx, file)
    const reading = await readingOf(ctx, file)
    expect(reading).toMatchObject({ state: 'done', pages: 1, done: 1, result: { kind: 'form' } })
    expect(reading!.result!.fields.number!.value).toBe(of.number)
    expect(await pagePicture(ctx, file, 2)).toBeNull()
    expect(await waiting(ctx, file)).toBe(1)

    const pdf = (await searchableOf(ctx, file, 'to-khai.jpg'))!
    const text = Buffer.from(pdf).toString('latin1')
    expect(text).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(text).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
    if (absent.length > 0) return console.warn(`not looked into: ${absent.join(', ')} not installed`)
    const path = join(folder, 'paper.pdf')
    writeFileSync(path, pdf)
    expect(run('qpdf', '--check', path)).toContain('No syntax or stream encoding errors')
    expect(run('pdftotext', '-layout', path, '-').replace(/\s+/g, ' ')).toContain(of.number)
  })

  test('that cannot be read says why, and may be asked for again', async ({ ctx, databaseUrl }) => {
    await prepareJobs(databaseUrl)
    const file = await kept(ctx, bytes('Đơn đề nghị'), 'don.txt')
    await askReading(ctx, file)
    await readWaiting(ctx, file)
    expect(await readingOf(ctx, file)).toMatchObject({
      state: 'refused',
      refusal: { code: 'not-readable-type' },
      result: null
    })
    expect(await searchableOf(ctx, file, 'x')).toBeNull()
    await askReading(ctx, file)
    expect((await readingOf(ctx, file))!.state).toBe('waiting')
  })

  test('that nobody asked for has no reading', async ({ ctx }) => {
    expect(await readingOf(ctx, 'f'.repeat(64))).toBeNull()
  })
})

test('a telephone’s photograph is shown as a JPEG, and saved as it was handed in', async ({ ctx }) => {
  const photograph = readFileSync(new URL('photograph.heic', import.meta.url))
  const id = await kept(ctx, photograph, 'IMG_0001.HEIC')
  const file = { id, name: 'IMG_0001.HEIC', bytes: photograph.length, type: 'image/heic' }
  const bodyOf = async (how: 'inline' | 'attachment') => {
    const shown = (await showFile(ctx, file, how))!
    const body = Buffer.from(await new Response(shown.body as never).arrayBuffer())
    expect(shown.headers['content-length']).toBe(String(body.length))
    return { type: shown.headers['content-type'], name: shown.headers['content-disposition'], body }
  }
  const [shown, saved] = [await bodyOf('inline'), await bodyOf('attachment')]
  expect([shown.type, shown.body.subarray(0, 3).toString('hex')]).toEqual(['image/jpeg', 'ffd8ff'])
  expect(shown.name).toMatch(/^inline; filename="IMG_0001.jpg"/)
  expect([saved.type, Buffer.compare(saved.body, photograph)]).toEqual(['image/heic', 0])
})
