import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { openLines, row, send } from './bulk.ts'

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString()

describe('lines of COPY', () => {
  test('escape what the format keeps for itself', () => {
    expect(row(['a\tb', 'c\\d', 'e\nf', null, 3, true])).toBe('a\\tb\tc\\\\d\te\\nf\t\\N\t3\ttrue\n')
  })
  test('are taken as they were added, however long, and only once', () => {
    const lines = openLines()
    const long = row(['Nguyễn Thị Ánh Đào 🏛️', 'ộ'.repeat(700_000)])
    for (const line of [row(['một']), long, long]) lines.add(line)
    expect(textOf(lines.take()) === row(['một']) + long + long).toBe(true)
    expect(lines.take()).toHaveLength(0)
    lines.add(row(['hai']))
    expect(textOf(lines.take())).toBe('hai\n')
  })
  test('reach a slow reader whole', async () => {
    const got: Buffer[] = []
    const slow = new Writable({
      highWaterMark: 1,
      write: (piece, _, done) => (got.push(piece), void setImmediate(done))
    })
    const bytes = Buffer.from('đ'.repeat(200_000))
    await send(slow, bytes)
    expect(Buffer.concat(got).equals(bytes)).toBe(true)
  })
  test('that cannot be sent fail with the reason', async () => {
    const broken = new Writable({ write: (_, __, done) => done(new Error('connection lost')) })
    await expect(send(broken, Buffer.alloc(200_000))).rejects.toThrow('connection lost')
  })
})
