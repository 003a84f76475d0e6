import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { err } from '#server/platform/index.ts'
import { keyInHand } from '#server/platform/blobs.keys.ts'
import { openBlobs } from '#server/platform/blobs.ts'
import { layFiles } from './multipart.ts'

let folder: string
let blobs: ReturnType<typeof openBlobs>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-form-'))
  blobs = openBlobs(folder, keyInHand(Buffer.alloc(32, 7)))
})
afterEach(() => rm(folder, { recursive: true }))
const drafts = () => readdir(join(folder, 'incoming')).catch(() => [])

const sent = (body: BodyInit, type?: string): Request =>
  new Request('http://h/', {
    ...{ method: 'POST', body, duplex: 'half', ...(type && { headers: { 'content-type': type } }) }
  } as RequestInit)
const BOUNDARY = 'multipart/form-data; boundary=x'
const part = (head: string, content: string) => `--x\r\ncontent-disposition: form-data; ${head}\r\n\r\n${content}\r\n`

/** A form as text and bytes, however its files are held. */
const told = (form: FormData) =>
  Promise.all(
    [...form].map(async ([name, value]) =>
      typeof value === 'string'
        ? [name, value]
        : [name, value.name, value.type, value.size, Buffer.from(await value.arrayBuffer()).toString('base64')]
    )
  )

describe('a form with files', () => {
  test('says the same as the platform’s own reading of it, whatever was typed and chosen', async () => {
    const word = fc.string({ unit: fc.constantFrom('ễ', 'Đ', 'a', '"', '%', ' ', ';', '=', '€'), maxLength: 12 })
    const file = fc.record({ name: word, content: fc.uint8Array({ maxLength: 300 }) })
    const entries = fc.array(fc.tuple(word, fc.oneof(word, file)), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(entries, async given => {
        const form = new FormData()
        for (const [name, value] of given)
          if (typeof value === 'string') form.append(name, value)
          else form.append(name, new File([Buffer.from(value.content)], value.name, { type: 'application/pdf' }))
        const [own, ours] = [sent(form), sent(form)]
        const clear = layFiles(ours, blobs)
        const read = await ours.formData().then(told).finally(clear)
        expect(read).toEqual(await told(await own.formData()))
        expect(await drafts()).toEqual([])
      }),
      { numRuns: 60 }
    )
  })
  test('lies on the disk, is read in pieces, and is gone when the request is answered', async () => {
    const bytes = randomBytes(3 << 20)
    const form = new FormData()
    form.append('files', new File([bytes], 'lớn.pdf'))
    const request = sent(form)
    const clear = layFiles(request, blobs)
    const file = (await request.formData()).get('files') as File
    expect([await drafts(), file.size]).toEqual([[expect.any(String)], bytes.length])
    const read: Uint8Array[] = []
    for await (const piece of file.stream() as unknown as AsyncIterable<Uint8Array>) read.push(piece)
    expect(Math.max(...read.map(({ length }) => length))).toBeLessThanOrEqual(256 * 1024)
    expect(Buffer.concat(read).equals(bytes)).toBe(true)
    await clear()
    expect(await drafts()).toEqual([])
  })
  test.each([
    ['is none', 'nothing of the kind', BOUNDARY],
    ['has no boundary', 'x', 'multipart/form-data'],
    ['breaks off in a file', part('name="a"; filename="a.pdf"', 'half').slice(0, -8), BOUNDARY],
    ['breaks off in a field', part('name="a"', 'half').slice(0, -8), BOUNDARY]
  ])('that %s is refused as a bad request, and nothing of it stays', async (_, body, type) => {
    const request = sent(body, type)
    const clear = layFiles(request, blobs)
    await expect(request.formData()).rejects.toMatchObject({ status: 400 })
    await clear()
    expect(await drafts()).toEqual([])
  })
  test('that its sender leaves, or that is too large, ends with what the server says of it', async () => {
    const broken = new ReadableStream({
      start: at => at.enqueue(new TextEncoder().encode(part('name="a"; filename="a.pdf"', 'x'.repeat(100_000)))),
      pull: at => at.error(Object.assign(new Error('too much'), { status: 413 }))
    })
    const request = sent(broken, BOUNDARY)
    const clear = layFiles(request, blobs)
    await expect(request.formData()).rejects.toMatchObject({ status: 413 })
    await clear()
    expect(await drafts()).toEqual([])
  })
  test('that meets a full disk says so, and what comes behind the file is read to its end', async () => {
    const form = new FormData()
    form.append('files', new File([randomBytes(1 << 20)], 'a.pdf'))
    form.append('after', 'x')
    const request = sent(form)
    const clear = layFiles(request, {
      receive: async stream => {
        for await (const _ of stream) break
        return err({ code: 'disk-full' })
      }
    })
    await expect(request.formData()).rejects.toMatchObject({ code: 'ENOSPC' })
    await clear()
  })
})
