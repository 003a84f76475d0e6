import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aHeic } from '../intake/testing.ts'
import { explainReading, told } from './telling.ts'
import { openReader } from './reader.ts'
import type { Reader } from './reader.ts'
import { aBearer, cardBack, cardFront, cardText, damaged, declaration, drawn } from './testing.ts'

let reader: Reader
beforeAll(() => void (reader = openReader()))
afterAll(() => reader.close())

const of = aBearer()
const jpeg = (bytes: Uint8Array) => ({ bytes, type: 'image/jpeg' })
async function read(file: { bytes: Uint8Array; type: string }) {
  const answered = await reader.read(file)
  if (!answered.ok) throw new Error(answered.error.code)
  return answered.value
}

describe('a paper in a picture', () => {
  test('a card held aslant and a little out of focus tells its bearer by its QR code', async () => {
    const seen = await damaged(await drawn(cardFront(of)), { lean: 15, blur: 0.7, noise: 6 })
    const card = await read(jpeg(seen))
    expect(card.kind).toBe('identity-card')
    expect(card.codes.map(code => code.text)).toEqual([cardText(of)])
    expect(card.fields.name).toMatchObject({ value: of.name, source: 'qr', confidence: 0.99 })
    // The place is on the straightened picture, in the card's upper right corner.
    const [left, top, right, bottom] = card.fields.name!.place
    expect([
      left > card.pages[0]!.width / 2,
      bottom < card.pages[0]!.height / 2,
      right - left > 90,
      bottom > top
    ]).toEqual(Array(4).fill(true))
  })
  test('the back of a card tells number, birth and validity, guarded by check digits', async () => {
    const { kind, zone, fields } = await read(jpeg(await damaged(await drawn(cardBack(of)), { lean: -4 })))
    expect(kind).toBe('identity-card-back')
    expect(zone).toMatchObject({ valid: true, number: of.number, birth: of.birth, expires: of.expires })
    expect(fields.number).toMatchObject({ value: of.number, source: 'mrz' })
  })
  test('a form scanned upside down is turned, and its fields are read with their places', async () => {
    const form = declaration(of, 'Đăng ký khai sinh cho con')
    const scan = await sharp(await drawn(form))
      .rotate(180)
      .jpeg()
      .toBuffer()
    const reading = await read(jpeg(scan))
    expect(reading.pages[0]).toMatchObject({ turned: 180, skew: 0 })
    expect(Object.fromEntries(Object.entries(reading.fields).map(([name, field]) => [name, field.value]))).toEqual(
      form.fields
    )
    expect(reading.text).toContain('Tôi cam đoan những nội dung khai trên đây là đúng sự thật')
    expect(Object.keys(told(reading))).toEqual(['kind', 'pages', 'qr', 'mrz', 'text', 'fields'])
    const page = await reader.draw(jpeg(scan), { page: 1, ...reading.pages[0]! })
    expect(page.ok && (await sharp(page.value).metadata())).toMatchObject({ format: 'jpeg', width: 1131, height: 1600 })
  })
  test('a telephone’s photograph (HEIC) is read and drawn like any other', async () => {
    const photograph = { bytes: readFileSync(new URL('photograph.heic', import.meta.url)), type: 'image/heic' }
    expect((await read(photograph)).text).toContain('Phuong Mo Giang')
    const page = await reader.draw(photograph, { page: 1, turned: 0, skew: 0 })
    const shown = page.ok && sharp(page.value)
    expect(shown && (await shown.metadata())).toMatchObject({ format: 'jpeg', width: 1500, height: 1067 })
    // Black letters on white: nothing was lost on the way.
    expect(shown && (await shown.stats()).channels.map(({ min, max }) => [min < 40, max > 240])).toEqual(
      Array(3).fill([true, true])
    )
  })
})

/** A PDF of so many empty pages. */
function pdfOf(pages: number): Buffer {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${Array.from({ length: pages }, (_, at) => `${at + 3} 0 R`).join(' ')}]/Count ${pages}>>`,
    ...Array.from({ length: pages }, () => '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>')
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = file.length
    file += `${at + 1} 0 obj${object}endobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const [size, table] = [objects.length + 1, file.length]
  return Buffer.from(
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF`
  )
}

describe('a file that cannot be read is refused in a sentence', () => {
  const refusal = async (bytes: Uint8Array, type: string) => {
    const answered = await reader.read({ bytes, type })
    return answered.ok ? 'read' : explainReading('vi', answered.error)
  }
  const white = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: 'white' } })

  test('a photograph of a hundred megapixels, before it is decoded', async () => {
    expect(await refusal(await white(10_000, 10_000).jpeg().toBuffer(), 'image/jpeg')).toContain('100 triệu điểm ảnh')
  })
  test('a picture that breaks off', async () => {
    const noisy = await damaged(await white(600, 400).png().toBuffer(), { noise: 40 })
    expect(await refusal(noisy.subarray(0, noisy.length / 2), 'image/jpeg')).toContain('bị hỏng')
  })
  test('a telephone’s photograph that is broken, or larger by its head than may be decoded', async () => {
    const whole = readFileSync(new URL('photograph.heic', import.meta.url))
    const broken = Buffer.from(whole).fill(7, whole.length / 2)
    expect(await refusal(broken, 'image/heic')).toContain('bị hỏng')
    expect(await refusal(aHeic(10_000, 10_000), 'image/heic')).toContain('100 triệu điểm ảnh')
    const sized = Buffer.from(whole)
    sized.writeUInt32BE(60_000, sized.indexOf('ispe') + 8)
    expect(await refusal(sized, 'image/heic')).toMatch(/bị hỏng|38 triệu/)
  })
  test('a scan of three hundred pages', async () => {
    expect(await refusal(pdfOf(300), 'application/pdf')).toContain('300 trang')
  })
  test.each([
    ['application/pdf', '%PDF-1.7\nnothing of a PDF', 'bị hỏng'],
    ['image/heic', 'x', 'bị hỏng'],
    ['text/plain', 'x', 'PDF, JPEG, PNG']
  ])('%s', async (type, content, words) => {
    expect(await refusal(Buffer.from(content), type)).toContain(words)
  })
})

test('a file that takes too long or too much memory costs only itself: the next is read by a fresh process', async () => {
  const paper = await drawn(cardBack(of))
  const hasty = openReader({ memory: 1, seconds: { page: 60, file: 60 } })
  expect(await hasty.read({ bytes: paper, type: 'image/png' })).toEqual({ ok: false, error: { code: 'out-of-memory' } })
  expect(await hasty.read({ bytes: Buffer.from('%PDF-1.7'), type: 'application/pdf' })).toMatchObject({ ok: false })
  hasty.close()
})
