import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { understand } from './codes.rules.ts'
import { checksum, readPayment, writePayment } from './payment.rules.ts'
import { carriesText } from './own-text.rules.ts'
import { codeIn } from './receipt.rules.ts'
import { aBearer, cardText } from './testing.ts'
import { checkDigit, readZone, writeZone } from './zone.rules.ts'

const ZONE = ['IDVNM0880000116099088000011<<2', '8804123M2804121VNM<<<<<<<<<<<0', 'NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<']

/** People whose number fits their birth and sex, as the population database gives them. */
const bearers = fc
  .record({
    birth: fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
    expires: fc.date({ min: new Date('2026-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
    sex: fc.constantFrom('male' as const, 'female' as const),
    tail: fc.integer({ min: 0, max: 999_999 }),
    name: fc.constantFrom('Nguyễn Văn An', 'Đỗ Thị Ánh Tuyết', 'Lê Được', 'Hoàng Phủ Ngọc Tường Vân Khánh Linh')
  })
  .map(({ birth, expires, sex, tail, name }) => {
    const day = birth.toISOString().slice(0, 10)
    const century = (Number(day.slice(0, 2)) - 19) * 2 + (sex === 'female' ? 1 : 0)
    const number = `099${century}${day.slice(2, 4)}${String(tail).padStart(6, '0')}`
    return aBearer({ number, name, birth: day, sex, expires: expires.toISOString().slice(0, 10) })
  })

describe('the zone on the back of a card', () => {
  test('tells number, birth, sex and end of validity, and that its check digits agree', () => {
    expect(readZone(ZONE)).toEqual({
      valid: true,
      lines: ZONE,
      number: '099088000011',
      document: '088000011',
      name: 'NGUYEN VAN AN',
      birth: '1988-04-12',
      sex: 'male',
      expires: '2028-04-12',
      nationality: 'VNM'
    })
  })
  test('is found among other lines and with letters that look like digits', () => {
    const seen = [
      'CỤC TRƯỞNG',
      'T1DVNM O88OOOO116 O99O88OOOO11<<2',
      '88O4l23M28O4121VNM««««««O',
      'NGUYEN<<VAN<AN<<<KK<<',
      'X'
    ]
    expect(readZone(seen)).toMatchObject({ valid: true, number: '099088000011', name: 'NGUYEN VAN AN' })
  })
  test('with one digit changed is not believed', () => {
    expect(readZone([ZONE[0]!, ZONE[1]!.replace('880412', '880413'), ZONE[2]!])?.valid).toBe(false)
    expect(readZone([ZONE[0]!.replace('099088', '099089'), ZONE[1]!, ZONE[2]!])).toMatchObject({
      valid: false,
      number: ''
    })
  })
  test('of every bearer is read as it was written', () => {
    fc.assert(
      fc.property(bearers, of => {
        const { number, birth, sex, expires } = of
        expect(readZone(writeZone(of))).toMatchObject({ valid: true, number, birth, sex, expires })
      })
    )
  })
  test('whatever stands there, reading it never fails', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'IDVNM<0123456789«K MF'), minLength: 20, maxLength: 34 })
    fc.assert(fc.property(fc.array(letters, { minLength: 3, maxLength: 5 }), lines => void readZone(lines)))
  })
  test('check digits are those of ICAO 9303', () => {
    expect(['D23145890', '520727', '<<<'].map(checkDigit)).toEqual(['7', '3', '0'])
  })
})

describe('a VietQR', () => {
  const slip = { bank: '970436', account: '0010000000355', amount: '20000', purpose: 'NOP PHI H99', payee: '' }

  test('tells bank, account, amount and purpose', () => {
    expect(readPayment(writePayment(slip))).toEqual(slip)
  })
  test('without an amount leaves it to the payer', () => {
    expect(readPayment(writePayment({ ...slip, amount: '' }))?.amount).toBe('')
  })
  test('the checksum is the CRC of the standard', () => {
    expect(checksum('123456789')).toBe('29B1')
  })
  test('with any one character changed is refused', () => {
    const text = writePayment(slip)
    const places = fc.integer({ min: 0, max: text.length - 1 })
    fc.assert(
      fc.property(places, fc.constantFrom(...'0189AZ '), (at, letter) => {
        fc.pre(text[at] !== letter)
        expect(readPayment(text.slice(0, at) + letter + text.slice(at + 1))).toBeNull()
      })
    )
  })
  test('of whatever account and amount is read as it was written', () => {
    const slips = fc.record({
      bank: fc.constantFrom('970436', '970415'),
      account: fc.stringMatching(/^[0-9]{6,19}$/),
      amount: fc.integer({ min: 1, max: 999_999_999 }).map(String),
      purpose: fc.stringMatching(/^[A-Z0-9 ]{0,25}$/),
      payee: fc.stringMatching(/^[A-Z ]{0,20}$/)
    })
    fc.assert(
      fc.property(slips, given => {
        expect(readPayment(writePayment(given))).toEqual(given)
      })
    )
  })
})

describe('a QR code', () => {
  test.each([
    [cardText(aBearer()), 'identity-card'],
    [writePayment({ bank: '970436', account: '123456', amount: '', purpose: '', payee: '' }), 'payment'],
    ['https://motcua.songmo.example.vn/track/H99.19-261123-0001', 'receipt'],
    ['https://example.vn/', 'other']
  ])('%s is told by what it says: %s', (text, kind) => {
    expect(understand(text).kind).toBe(kind)
  })
  test('of a receipt leads to its code, with whatever stands behind it', () => {
    expect(codeIn('https://x.vn/track/H99.19-261123-0001?k=1')).toBe('H99.19-261123-0001')
    expect(codeIn('https://x.vn/track/%')).toBeNull()
  })
  test('is understood whatever it holds', () => {
    fc.assert(fc.property(fc.string(), text => void understand(text)))
  })
})

test('a scanner’s footer is not the text of a page, a page of words is', () => {
  const line = (text: string) => ({
    words: text.split(' ').map(word => ({ text: word, sure: 1, box: [0, 0, 1, 1] as const })),
    box: [0, 0, 1, 1] as const
  })
  expect(carriesText([line('Scanned with CamScanner 23/11/2026')])).toBe(false)
  expect(
    carriesText([
      line('Cộng hòa xã hội chủ nghĩa Việt Nam'),
      line('Độc lập - Tự do - Hạnh phúc'),
      line('Giấy tiếp nhận')
    ])
  ).toBe(true)
})
