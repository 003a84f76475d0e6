import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { test } from '#server/platform/testing.ts'
import { checkSeal, publishedSeals, revokeSeals, rotateKey, sealPaper, shortHolder, withdrawKey } from './index.ts'
import type { Published, SealFacts } from './index.ts'
import { packed, readSeal, toDigits, typedMark } from './seal.rules.ts'
import * as page from '../../../static/verify/seal.js'

const RECEIPT: SealFacts = {
  kind: 'receipt',
  code: 'H99.19-261123-0001',
  day: '2026-11-23',
  due: '2026-11-30',
  number: '',
  holder: 'N. V. An',
  hash: null
}
const inBrowser = page as unknown as {
  readSeal(text: string): { facts: SealFacts } | null
  checkSeal(text: string, published: Published): Promise<{ kind: string; facts?: SealFacts }>
}

const facts = fc.record({
  kind: fc.constantFrom('receipt' as const, 'result' as const, 'copy' as const),
  code: fc.stringMatching(/^[A-Z0-9.-]{1,30}$/),
  day: fc.constantFrom('2026-11-23', '2031-02-28'),
  due: fc.constantFrom(null, '2026-12-01'),
  number: fc.constantFrom('', '12/KQ-STP', '4507/QĐ-UBND'),
  holder: fc.constantFrom('N. T. Ánh', 'Đ. Phương', 'C. T. T. N. H. Sao'),
  hash: fc.constantFrom(null, 'ab'.repeat(16))
})

test('whatever a paper says of itself is read again as it was, by the server and by the page', () => {
  fc.assert(
    fc.property(facts, said => {
      const body = packed(said, '0badcafe')
      const text = toDigits(Buffer.concat([body, Buffer.alloc(64, 7)]))
      expect(readSeal(text)).toMatchObject({ facts: said, key: '0badcafe' })
      expect(inBrowser.readSeal(`https://motcua.example.vn/verify#${text}`)?.facts).toEqual(said)
    })
  )
})

test('any other text is no seal, for either of them', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[1-9]\d{100,500}$/)), text => {
      expect(readSeal(text) === null).toBe(inBrowser.readSeal(text) === null)
    })
  )
})

test('a name is shortened to what a stranger need not know', () => {
  expect(shortHolder('Nguyễn Thị Ánh Tuyết')).toBe('N. T. Á. Tuyết')
  expect(shortHolder(' An ')).toBe('An')
})

test('a mark typed with look-alike letters is understood', () => {
  expect(typedMark('7k3m-92qx-4tab-code')).toBe('7K3M92QX4TABC0DE')
  expect(typedMark('H99.19-261123-0001')).toBeNull()
})

describe('a receipt', () => {
  test('is confirmed by its QR and by the code beside it, and by the page without us', async ({ ctx }) => {
    const seal = await sealPaper(ctx, RECEIPT)
    expect(seal.text).toMatch(/^http:\/\/127\.0\.0\.1:3000\/verify#\d+$/)
    expect(await checkSeal(ctx, seal.text)).toEqual({ kind: 'holds', facts: RECEIPT, code: seal.code })
    expect(await checkSeal(ctx, seal.code.toLowerCase())).toMatchObject({ kind: 'holds', facts: RECEIPT })
    expect(await inBrowser.checkSeal(seal.text, await publishedSeals(ctx))).toEqual({
      kind: 'holds',
      facts: RECEIPT,
      code: seal.code
    })
    expect(await sealPaper(ctx, RECEIPT)).toEqual(seal)
  })

  test('on which a digit was changed is not ours', async ({ ctx }) => {
    const { text } = await sealPaper(ctx, RECEIPT)
    const forged = text.replace(/\d$/, last => String((Number(last) + 1) % 10))
    expect(await checkSeal(ctx, forged)).toEqual({ kind: 'forged' })
    expect(await inBrowser.checkSeal(forged, await publishedSeals(ctx))).toEqual({ kind: 'forged' })
    expect(await checkSeal(ctx, '0000-0000-0000-0000')).toEqual({ kind: 'unknown-code' })
  })

  test('no longer holds when a newer one was printed or its dossier was voided', async ({ ctx }) => {
    const first = await sealPaper(ctx, RECEIPT)
    const second = await sealPaper(ctx, { ...RECEIPT, due: '2026-12-07' })
    expect(await checkSeal(ctx, first.text)).toMatchObject({ kind: 'revoked', reason: 'replaced' })
    expect(await checkSeal(ctx, second.text)).toMatchObject({ kind: 'holds' })
    expect(await revokeSeals(ctx, RECEIPT.code, 'voided')).toBe(1)
    expect(await checkSeal(ctx, second.code)).toMatchObject({ kind: 'revoked', reason: 'voided' })
    expect(await inBrowser.checkSeal(second.text, await publishedSeals(ctx))).toMatchObject({ kind: 'revoked' })
  })

  test('goes on holding when the key is exchanged, but not when the key was stolen', async ({ ctx }) => {
    const { text } = await sealPaper(ctx, RECEIPT)
    const old = readSeal(text)!.key
    const { id } = await rotateKey(ctx)
    expect(id).not.toBe(old)
    expect(await checkSeal(ctx, text)).toMatchObject({ kind: 'holds' })
    expect(readSeal((await sealPaper(ctx, { ...RECEIPT, code: 'H99.19-261123-0002' })).text)!.key).toBe(id)
    expect(await withdrawKey(ctx, old)).toMatchObject({ ok: true })
    expect(await checkSeal(ctx, text)).toEqual({ kind: 'forged' })
    const published = await publishedSeals(ctx)
    expect(await inBrowser.checkSeal(text, published)).toEqual({ kind: 'forged' })
    expect(JSON.stringify(published)).not.toContain('secret')
  })
})
