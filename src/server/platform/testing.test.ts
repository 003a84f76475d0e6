import { describe, expect } from 'vitest'
import { test } from './testing.ts'

describe('a test file has an office of its own', () => {
  test('its database is migrated and sees one province', async ({ sql }) => {
    const [row] = await sql<{ schema: string; zone: string; extension: string }[]>`
      select current_schema()::text as schema, current_setting('TimeZone') as zone, ext.unaccent('Đào') as extension`
    expect(row).toEqual({ schema: 'h99', zone: 'UTC', extension: 'Dao' })
  })

  test('Vietnamese names sort as in the dictionary, and days arrive as text', async ({ sql }) => {
    const rows = await sql<{ name: string; day: string }[]>`
      select name, date '2026-12-01' as day from unnest(array['Đào', 'Ân', 'Dung', 'An', 'Ăn']) as name
      order by name collate "vi-x-icu"`
    expect(rows.map(row => row.name)).toEqual(['An', 'Ăn', 'Ân', 'Dung', 'Đào'])
    expect(rows[0]!.day).toBe('2026-12-01')
  })

  test('nobody else writes on its server, so that readers of the feed are never held back', async ({ sql }) => {
    const [row] = await sql`select current_setting('autovacuum') as housekeeping`
    expect(row).toEqual({ housekeeping: 'off' })
  })

  test('its clock moves only when told', async ({ ctx }) => {
    expect(ctx.now().toISOString()).toBe('2026-11-23T02:00:00.000Z')
    ctx.clock.set('2026-12-01T01:00:00Z')
    expect(ctx.now().toISOString()).toBe('2026-12-01T01:00:00.000Z')
  })

  test('the next test finds the clock set back', async ({ ctx }) => {
    expect(ctx.now().toISOString()).toBe('2026-11-23T02:00:00.000Z')
  })
})
