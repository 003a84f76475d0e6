import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isIn, isRange, mayConnect } from './address.rules.ts'
import { readCursor, writeCursor } from './cursor.rules.ts'
import { pauseFor, waitAfter, WAITS } from './retry.rules.ts'
import { isGenuine, signatureOf } from './signature.rules.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

describe('signatures', () => {
  test('the published example of Standard Webhooks is signed as published', () => {
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' }
    expect(signatureOf(message, [SECRET])).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })
  test('while a secret is rotated, who knows either of the two believes the message', () => {
    const message = { id: 'a', timestamp: 1000, body: '{}' }
    const signature = signatureOf(message, [SECRET, 'whsec_bmV3'])
    const given = { ...message, timestamp: '1000', signature }
    expect([SECRET, 'whsec_bmV3', 'whsec_b3RoZXI='].map(secret => isGenuine(given, secret, 1000))).toEqual([
      true,
      true,
      false
    ])
  })
  test('a message of six minutes ago, one from the future, or one that was changed is not believed', () => {
    const message = { id: 'a', timestamp: 1000, body: '{}' }
    const given = { ...message, timestamp: '1000', signature: signatureOf(message, [SECRET]) }
    expect([700, 1000, 1300, 1301, 639].map(now => isGenuine(given, SECRET, now))).toEqual([
      true,
      true,
      true,
      false,
      false
    ])
    expect(isGenuine({ ...given, body: '{ }' }, SECRET, 1000)).toBe(false)
    expect(isGenuine({ ...given, id: 'b' }, SECRET, 1000)).toBe(false)
  })
})

describe('when to try again', () => {
  test('the waits grow, last a day and no more, and differ from one to the next', () => {
    const all = WAITS.map((_, at) => waitAfter(at + 1, 0.5)!)
    expect(all).toEqual([...all].sort((a, b) => a - b))
    const hours = all.reduce((sum, wait) => sum + wait, 0) / 3_600_000
    expect(hours).toBeGreaterThan(23)
    expect(hours).toBeLessThan(30)
    expect(waitAfter(WAITS.length + 1, 0.5)).toBeNull()
    expect([waitAfter(1, 0), waitAfter(1, 1)]).toEqual([4000, 6000])
  })
  test('a receiver that is gone is left alone at once, one that fails only after half a day', () => {
    const since = new Date('2026-11-23T00:00:00Z')
    const noon = new Date('2026-11-23T12:00:00Z')
    expect(pauseFor({ status: 410, answer: '' }, { failures: 1, failingSince: noon }, noon)).toBe('gone')
    expect(pauseFor({ error: 'timeout' }, { failures: 10, failingSince: since }, noon)).toBe('failing')
    expect(pauseFor({ error: 'timeout' }, { failures: 9, failingSince: since }, noon)).toBeNull()
    expect(pauseFor({ status: 500, answer: '' }, { failures: 40, failingSince: noon }, noon)).toBeNull()
  })
})

describe('addresses', () => {
  test.each([
    ...['127.0.0.1', '10.0.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::7f00:1',
      'ff02::1',
      'nonsense'
    ]
  ])('%s is never connected to', address => {
    expect(mayConnect(address, [])).toBe(false)
  })
  test.each(['8.8.8.8', '113.160.1.1', '172.32.0.1', '2606:4700:4700::1111', '2400:cb00::1'])('%s is public', address =>
    expect(mayConnect(address, [])).toBe(true)
  )
  test('a private network that the operator opened is reached, and only that', () => {
    expect(mayConnect('10.1.2.3', ['10.1.0.0/16'])).toBe(true)
    expect(mayConnect('10.2.2.3', ['10.1.0.0/16'])).toBe(false)
    expect(['10.1.0.0/16', 'fd00::/8', '10.1.0.0', '10.1.0.0/33', 'x/8'].map(isRange)).toEqual([
      true,
      true,
      false,
      false,
      false
    ])
  })
  test('every IPv4 address lies in the network made of its own first bits', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (address, length) =>
        isIn(address, [`${address}/${length}`])
      )
    )
  })
})

test('a cursor is read back as it was written', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n }), fc.nat(), (transaction, position) => {
      const place = { transaction: String(transaction), position }
      expect(readCursor(writeCursor(place))).toEqual(place)
    })
  )
  expect(readCursor('mình tự nghĩ ra')).toBeNull()
})
