import { describe, expect, test } from 'vitest'
import { drill, shares } from './drill.ts'
import { differing } from './drill.compare.ts'

describe('a drill of the link to the national portal', () => {
  test('ends with both ledgers equal after two kills', async () => {
    const outcome = await drill({ messages: 300, duplicates: 5, outOfOrder: 5, kills: 2 }, () => {})
    expect(outcome).toEqual({ ours: 300, portal: 300, differ: 0 })
  }, 240_000)

  test('counts what only one side has, what differs, and what a side has twice', () => {
    expect(differing([['a', '1']], [['a', '1']])).toBe(0)
    expect(differing([['a', '1']], [['a', '2']])).toBe(1)
    expect(differing([['a', '1']], [['b', '1']])).toBe(2)
    expect(
      differing(
        [
          ['a', '1'],
          ['a', '1']
        ],
        [['a', '1']]
      )
    ).toBe(1)
  })

  test('has exactly as many messages as were asked for', () => {
    for (const messages of [1, 2, 3, 19, 300, 99_999]) {
      const { filings, dossiers, rest } = shares(messages)
      expect(2 * filings + 4 * dossiers + rest).toBe(messages)
    }
  })
})
