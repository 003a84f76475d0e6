import { describe, expect, test } from 'vitest'
import { addressKey, createLimiter, LIMITS } from './limit.ts'

const at = (seconds: number) => new Date(Date.parse('2026-11-23T02:00:00Z') + seconds * 1000)

describe('a limit', () => {
  test('lets the burst through, then says how long to wait', () => {
    const limiter = createLimiter()
    const answers = Array.from({ length: LIMITS['sign-in'].burst + 1 }, () =>
      limiter.take('sign-in', '203.0.113.9', at(0))
    )
    expect(answers.slice(0, -1).every(wait => wait === 0)).toBe(true)
    expect(answers.at(-1)).toBe(6)
  })
  test('fills again as told', () => {
    const limiter = createLimiter({ ...LIMITS, 'sign-in': { burst: 1, perMinute: 6 } })
    expect([0, 0, 9, 10].map(second => limiter.take('sign-in', 'a', at(second)))).toEqual([0, 10, 1, 0])
  })
  test('of one address says nothing about another, nor about another purpose', () => {
    const limiter = createLimiter({ ...LIMITS, 'sign-in': { burst: 1, perMinute: 1 } })
    limiter.take('sign-in', 'a', at(0))
    expect(limiter.take('sign-in', 'b', at(0))).toBe(0)
    expect(limiter.take('tracking-lookup', 'a', at(0))).toBe(0)
  })
  test('forgets the idle when many come, not those it holds back', () => {
    const limiter = createLimiter({ ...LIMITS, 'sign-in': { burst: 1, perMinute: 1 } }, 3)
    limiter.take('sign-in', 'idle', at(0))
    limiter.take('sign-in', 'busy', at(100))
    limiter.take('sign-in', 'busy-too', at(100))
    limiter.take('sign-in', 'new', at(100))
    expect(limiter.take('sign-in', 'busy', at(100))).toBeGreaterThan(0)
  })
})

test('a whole IPv6 network counts as one address, a mapped IPv4 address as itself', () => {
  expect(addressKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
  expect(addressKey('::ffff:203.0.113.9')).toBe('203.0.113.9')
})
