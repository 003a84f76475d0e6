import fc from 'fast-check'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { bytes, pdfText } from '../testing.ts'
import { explainUpload } from '../text.ts'
import { heicPixels } from './heic.rules.ts'
import { openInspector } from './inspector.ts'
import { BOUNDS, INTAKE_CODES } from './model.ts'
import { lookIntoPdf } from './pdf.ts'
import { lookAtPicture } from './picture.ts'
import * as made from './testing.ts'

const LIMITS = { pages: 500, pixels: 120_000_000 }
const inspector = openInspector(BOUNDS, 1)
afterAll(() => inspector.close())

const whole = (content: Uint8Array) => ({
  bytes: content.length,
  peek: async (at: number, length: number) => content.subarray(at, at + length)
})
const look = async (content: Uint8Array, type = 'application/pdf') => {
  const found = await inspector.look(whole(content), type, LIMITS)
  return found.ok ? found.value.pages : found.error
}

describe('a PDF is taken', () => {
  test('when it is a page, plainly written', async () => {
    expect(await look(bytes(pdfText()))).toBe(1)
  })
  test('when it is a scan of three hundred pages', async () => {
    expect(await look(await made.aScan(300))).toBe(300)
  })
})

describe('a PDF is refused', () => {
  test.each([
    ['that starts a script when opened', () => made.aPdf(1, made.scripted), { code: 'pdf-script' }],
    [
      'whose script hides behind another spelling',
      async () => bytes(pdfText().replace('/Type /Catalog', '/OpenAction << /S /J#61vaScript >>')),
      { code: 'pdf-script' }
    ],
    ['that starts a program', () => made.aPdf(1, made.launching), { code: 'pdf-launch' }],
    ['that is a dynamic form', () => made.aPdf(1, made.asDynamicForm), { code: 'pdf-xfa' }],
    ['that is locked', () => made.aPdf(1, made.locked, false), { code: 'pdf-encrypted' }],
    [
      'with a thousand files in it, told how many',
      () => made.aPdf(1, made.attaching(1000)),
      { code: 'pdf-attachments', count: 1000 }
    ],
    ['of more pages than a file may have', () => made.aPdf(501), { code: 'too-many-pages', pages: 501, limit: 500 }],
    ['of no page', async () => bytes(pdfText().replace('[3 0 R]', '[]')), { code: 'broken' }],
    ['whose page is missing', async () => bytes(pdfText().replace('3 0 obj', '9 0 obj')), { code: 'broken' }],
    ['whose pages hold one another', async () => bytes(pdfText().replace('[3 0 R]', '[2 0 R]')), { code: 'broken' }],
    ['with a page of fifty metres', async () => bytes(pdfText().replace('595', '141732')), { code: 'broken' }],
    ['that was cut off', async () => (await made.aScan(30)).subarray(0, 30_000), { code: 'broken' }],
    ['that bursts when unpacked', () => made.aPdf(1, made.bursting(80 << 20, 1)), { code: 'bomb' }],
    ['that is packed twice', () => made.aPdf(1, made.bursting(1 << 20, 2)), { code: 'bomb' }],
    ['that is none', async () => bytes('%PDF-1.7 and nothing else'), { code: 'broken' }]
  ])('%s', async (_, file, refusal) => {
    expect(await look(await file())).toEqual(refusal)
  })
})

describe('a picture', () => {
  test('of a hundred megapixels is taken as it is', async () => {
    expect(await look(await made.anEmptyPicture(10_000, 10_000), 'image/jpeg')).toBe(1)
  })
  test('of more is refused by its head, before anything is unpacked', async () => {
    const head = Buffer.from(await made.anEmptyPicture(16, 16))
    const frame = head.indexOf(Buffer.from([0xff, 0xc0]))
    head.writeUInt16BE(60_000, frame + 5)
    head.writeUInt16BE(60_000, frame + 7)
    const refusal = { code: 'too-many-pixels', pixels: 3_600_000_000, limit: 120_000_000 } as const
    expect(await look(head, 'image/jpeg')).toEqual(refusal)
    expect(explainUpload('vi', refusal)).toContain('Ảnh có 3.600 triệu điểm ảnh; nhận nhiều nhất 120 triệu.')
  })
  test('that was cut off is refused', async () => {
    expect(await look((await made.aPhotograph(600, 800)).subarray(0, 20_000), 'image/jpeg')).toEqual({ code: 'broken' })
  })
  test('of a scanner with several pages is taken, cut off it is not', async () => {
    const tiff = await made.aTiff(3)
    expect(await look(tiff, 'image/tiff')).toBe(3)
    expect(await look(tiff.subarray(0, tiff.length / 2), 'image/tiff')).toEqual({ code: 'broken' })
  })
  test('of a telephone tells its size by its head', () => {
    expect(heicPixels(made.aHeic(4032, 3024))).toBe(4032 * 3024)
    expect(heicPixels(made.aHeic(1, 1).subarray(0, 40))).toBeNull()
  })
})

test('a file beyond the memory of the looking process is refused, and the next one is looked into again', async () => {
  const narrow = openInspector({ memory: 1 << 20, seconds: 60 }, 1)
  const refused = await narrow.look(whole(await made.aScan(300)), 'application/pdf', LIMITS)
  expect(refused).toEqual({ ok: false, error: { code: 'too-heavy' } })
  narrow.close()
  expect(await look(bytes(pdfText('sau đó')))).toBe(1)
})

test('no damage at all makes the looking fail', async () => {
  // The library tells each thing it could not read.
  vi.spyOn(console, 'warn').mockReturnValue()
  const pdf = await made.aPdf(2)
  const jpeg = new Uint8Array(await made.aPhotograph(64, 64))
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(damage, fc.nat(), async (hits, cut) => {
      for (const [file, see] of [
        [pdf, lookIntoPdf],
        [jpeg, lookAtPicture]
      ] as const) {
        const content = file.slice(0, 1 + (cut % (2 * file.length)))
        for (const [at, value] of hits) content[at % content.length] = value
        const found = await see(content, LIMITS)
        expect('refusal' in found ? INTAKE_CODES : ['number']).toContain(
          'refusal' in found ? found.refusal.code : typeof found.pages
        )
      }
    }),
    { numRuns: 60 }
  )
})

test('every reason has words that say what to do', () => {
  for (const code of INTAKE_CODES)
    for (const language of ['vi', 'en'] as const)
      expect(explainUpload(language, { code, count: 1000, pages: 501, limit: 500, pixels: 2e8 } as never)).toMatch(
        language === 'vi' ? /Hãy [^{}]*\.$/ : /\. [A-Z][^{}]*\.$/
      )
})
