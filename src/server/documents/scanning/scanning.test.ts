import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import type { Ctx } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import { readBlob, storeUpload } from '../actions.ts'
import { wholeFile } from '../content.ts'
import { explainUpload } from '../text.ts'
import { arriving, bytes } from '../testing.ts'
import { scanWaiting } from './actions.ts'
import { scanStream } from './clamd.ts'
import { addressIn, openScanner } from './scanner.ts'
import { EICAR, findClamd, standIn, startClamd } from './testing.ts'
import type { Daemon } from './testing.ts'

afterEach(() => openScanner({}))
const hand = (ctx: Ctx, text: string) =>
  storeUpload(ctx, arriving(bytes(text)), { name: 'a.txt', limit: 1e6, owner: 'draft:1' })

const clamd = findClamd()
const DAEMONS = [
  { name: 'the stand-in', start: standIn as () => Promise<Daemon>, there: true },
  { name: 'Debian’s clamd (apt-get install clamav-daemon)', start: () => startClamd(clamd!), there: clamd !== null }
]

describe.each(DAEMONS)('a paper scanned by $name', ({ start, there }) => {
  describe.skipIf(!there)('while it is there', () => {
    let daemon: Daemon
    beforeAll(async () => void (daemon = await start()), 60_000)
    afterAll(() => daemon.close())

    test('is taken in when it is clean, refused with the name of the virus when it is not', async ({ ctx, sql }) => {
      openScanner({ CLAMD: daemon.address })
      const clean = await hand(ctx, `đơn đề nghị ${daemon.address}`)
      expect(clean).toMatchObject({ ok: true })
      expect(await sql`select scan from blob where sha256 = ${clean.ok ? clean.value.id : ''}`).toEqual([
        { scan: 'clean' }
      ])
      const refused = await hand(ctx, EICAR)
      expect(refused).toMatchObject({ ok: false, error: { code: 'infected' } })
      expect(!refused.ok && explainUpload('vi', refused.error)).toMatch(/mã độc \(Eicar-Test-Signature.*\)/)
    })

    test('may be of many pieces', async () => {
      const content = randomBytes(3_000_000)
      expect(await scanStream(addressIn(daemon.address)!, arriving(content))).toEqual({ kind: 'clean' })
    })
  })
})

describe('while the scanner is away', () => {
  const AWAY = '/nowhere/clamd.ctl'

  test('papers are taken in, withheld, and given out once they were scanned', async ({ ctx }) => {
    openScanner({ CLAMD: AWAY })
    const [paper, bad] = [await hand(ctx, 'giấy nộp lúc máy quét nghỉ'), await hand(ctx, EICAR)]
    if (!paper.ok || !bad.ok) throw new Error('refused')
    await expect(readBlob(ctx, paper.value.id)).rejects.toMatchObject({ because: 'waiting' })
    expect(await scanWaiting(ctx)).toEqual({ clean: 0, infected: 0 })
    const daemon = await standIn()
    openScanner({ CLAMD: daemon.address })
    expect(await scanWaiting(ctx)).toEqual({ clean: 1, infected: 1 })
    await daemon.close()
    const read = await readBlob(ctx, paper.value.id)
    expect(await new Response(read?.stream).text()).toBe('giấy nộp lúc máy quét nghỉ')
    await expect(readBlob(ctx, bad.value.id)).rejects.toMatchObject({ because: 'infected' })
    const refused = await wholeFile(ctx, bad.value.id)
    expect(!refused.ok && explainUpload('vi', refused.error)).toContain('phát hiện mã độc')
  })

  test('a province may rather refuse them, with a sentence', async ({ ctx }) => {
    openScanner({ CLAMD: AWAY, CLAMD_AWAY: 'refuse' })
    const refused = await hand(ctx, 'giấy khác')
    expect(refused).toEqual({ ok: false, error: { code: 'scanner-away' } })
    expect(!refused.ok && explainUpload('vi', refused.error)).toContain('Xin thử lại')
  })

  test('a setting that is no address is refused at the start', () => {
    expect(() => openScanner({ CLAMD: 'clamd' })).toThrow('CLAMD')
    expect(addressIn('[::1]:3310')).toEqual({ host: '::1', port: 3310 })
  })
})
