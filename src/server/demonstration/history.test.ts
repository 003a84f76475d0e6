import { hash } from 'node:crypto'
import { describe, expect } from 'vitest'
import { brokenChains } from '#server/dossiers/verify.ts'
import { openDatabase } from '#server/platform/index.ts'
import { createTestDatabase, test as base, testCtx, TEST_SCHEMA } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { tellAside } from './aside.ts'
import { FIGURES } from './figures.ts'
import { gatherWorld } from './gather.ts'
import { settle, tellHistory } from './index.ts'
import { batchesOf } from './telling.ts'
import type { Batch } from './telling.ts'

const DOSSIERS = 3000
const until = new Date('2026-11-20T10:00:00Z')

const test = base
  .extend('told', { scope: 'file' }, async ({ sql }): Promise<TestCtx> => {
    const ctx = testCtx(sql)
    await settle(ctx)
    await tellHistory(ctx, { dossiers: DOSSIERS, until })
    return ctx
  })
  .extend('world', { scope: 'file' }, ({ told }) => gatherWorld(told, until))

/** Shares of dossiers that go the usual way, i.e. not settled at once. */
async function shares({ sql }: TestCtx) {
  const [row] = await sql<
    { late: number; supplemented: number; online: number; withdrawn: number; medianShare: number }[]
  >`
    with usual as (
      select id, channel, phase, received_at, original_due_at, finished_at, state,
        finished_at > coalesce((state ->> 'dueAt')::timestamptz, due_at) as late
      from dossier where state ->> 'limit' is not null and finished_at is distinct from received_at
    )
    select avg(late::int) filter (where phase in ('settled', 'returned')) as "late",
      avg(((state ->> 'supplementRequests')::int > 0)::int) as "supplemented",
      avg((channel = 'online')::int) as "online",
      avg((phase = 'stopped')::int) as "withdrawn",
      percentile_cont(0.5) within group (order by extract(epoch from finished_at - received_at)
        / nullif(extract(epoch from original_due_at - received_at), 0)) as "medianShare"
    from usual`
  return Object.fromEntries(Object.entries(row!).map(([name, value]) => [name, Number(value)])) as typeof row & object
}

/** One figure for everything that happened. Ids of accounts and revisions are made anew with every province: left out. */
const fingerprint = async ({ sql }: TestCtx) =>
  (
    await sql<{ events: number; hash: string }[]>`
      select count(*) as "events", encode(sha256(string_agg(convert_to(concat_ws('|', case_id, version, type,
        at, actor_name, regexp_replace(data::text, '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', '', 'g')), 'UTF8'),
        ''::bytea order by case_id, version)), 'hex') as "hash"
      from event`
  )[0]!

/** Another province, with all but its history. */
async function elsewhere(work: (ctx: TestCtx) => Promise<void>) {
  const another = await createTestDatabase()
  const sql = openDatabase(another.url, { schema: TEST_SCHEMA, max: 5 })
  try {
    const ctx = testCtx(sql)
    await settle(ctx)
    await work(ctx)
  } finally {
    await sql.end({ timeout: 5 })
    await another.drop()
  }
}

const digestOf = ({ tables, ...counts }: Batch) => ({
  ...counts,
  tables: tables.map(({ copy, lines }) => [copy, hash('sha256', lines)])
})

describe('the history of the demonstration', () => {
  test('has the number of dossiers that was asked for, each with an unbroken chain', async ({ told }) => {
    const [row] = await told.sql<{ dossiers: number }[]>`select count(*) as "dossiers" from dossier`
    expect(row!.dossiers).toBeGreaterThan(DOSSIERS * 0.97)
    expect(row!.dossiers).toBeLessThanOrEqual(DOSSIERS)
    expect(await brokenChains(told)).toEqual([])
  })
  test('is late, supplemented, online and withdrawn as often as the stated figures say', async ({ told }) => {
    const found = await shares(told)
    const near = (share: number, stated: number) => Math.abs(share - stated) <= Math.max(0.012, stated * 0.25)
    const stated = { late: FIGURES.late, supplemented: FIGURES.supplemented, withdrawn: FIGURES.withdrawn }
    for (const [name, share] of Object.entries(stated))
      expect([name, found[name as keyof typeof stated], near(found[name as keyof typeof stated], share)]).toEqual([
        name,
        expect.any(Number),
        true
      ])
    expect(found.online).toBeGreaterThan(0.45)
    expect(found.online).toBeLessThan(0.65)
    expect(found.medianShare).toBeGreaterThan(0.4)
    expect(found.medianShare).toBeLessThan(0.8)
  })
  test('has dossiers of everybody with an account', async ({ told }) => {
    const without = await told.sql`
      select full_name from account where demonstration and kind in ('citizen', 'organisation') and not exists (
        select from dossier where applicant_number = coalesce(personal_number, business_number))`
    expect(without).toEqual([])
  })
  test('arrives by the weekday, most on Monday, hardly at the weekend', async ({ told }) => {
    const rows = await told.sql<{ weekday: number; share: number }[]>`
      select extract(isodow from filed_at at time zone 'Asia/Ho_Chi_Minh')::int as "weekday",
        count(*)::float / (select count(*) from dossier) as "share"
      from dossier group by 1 order by 1`
    const on = (weekday: number) => rows.find(row => row.weekday === weekday)?.share ?? 0
    expect(on(1)).toBeGreaterThan(on(5) * 1.2)
    expect(on(6) + on(7)).toBeLessThan(0.06)
  })
  test('ends on the day that was given', async ({ told }) => {
    const [row] = await told.sql<{ last: Date; dossiers: Date }[]>`
      select max(at) as "last", max(filed_at) as "dossiers" from event, dossier where dossier.id = event.case_id`
    expect(row!.last < until).toBe(true)
    expect(row!.dossiers > new Date('2026-11-19T00:00:00Z')).toBe(true)
  })
  test('takes running numbers without a gap', async ({ told }) => {
    const gaps = await told.sql<{ unit: string }[]>`
      with used as (
        select regexp_replace(code, '-[0-9]+$', '') as place, count(*) as codes from dossier group by 1
      )
      select place as "unit" from used
      full join (select unit || '-' || to_char(day, 'YYMMDD') as place, last from dossier_number) taken using (place)
      where codes is distinct from last`
    expect([...gaps]).toEqual([])
  })
  test('told again, is the same in every event', async ({ told }) => {
    await elsewhere(async ctx => {
      await tellHistory(ctx, { dossiers: DOSSIERS, until })
      expect(await fingerprint(ctx)).toEqual(await fingerprint(told))
    })
  })
  test('broken off in the middle, goes on to the same end when it is told again', async ({ told }) => {
    await elsewhere(async ctx => {
      const breakOff = ({ dossiers }: { dossiers: number }) => {
        if (dossiers >= 2000) throw new Error('killed')
      }
      await expect(tellHistory(ctx, { dossiers: DOSSIERS, until, onProgress: breakOff })).rejects.toThrow('killed')
      const [half] = await ctx.sql<{ dossiers: number }[]>`select count(*) as "dossiers" from dossier`
      expect(half!.dossiers).toBe(2000)
      await tellHistory(ctx, { dossiers: DOSSIERS, until })
      expect(await fingerprint(ctx)).toEqual(await fingerprint(told))
      expect(await brokenChains(ctx)).toEqual([])
    })
  })
})

describe('the thread that tells', () => {
  const asked = { dossiers: 2500, there: new Set<string>() }
  test('tells the very same as would be told here, batch by batch', async ({ world }) => {
    const here = batchesOf(world, asked)
    for await (const batch of tellAside(world, asked)) expect(digestOf(batch)).toEqual(digestOf(here.next().value!))
    expect(here.next().done).toBe(true)
  })
  test('passes over what is there, but counts its numbers', async ({ world }) => {
    const all = [...batchesOf(world, asked)]
    const told = Buffer.from(all[0]!.tables[0]!.lines).toString().trimEnd().split('\n')
    const there = new Set(told.map(line => line.split('\t')[0]!))
    const rest = [...batchesOf(world, { ...asked, there })]
    expect(rest.map(digestOf).map(({ tables }) => tables)).toEqual(
      all
        .slice(1)
        .map(digestOf)
        .map(({ tables }) => tables)
    )
  })
  test('says why when it fails', async ({ world }) => {
    const broken = { ...world, workers: new Map(), served: world.served.map(each => ({ ...each, places: [] })) }
    await expect(Array.fromAsync(tellAside(broken, asked))).rejects.toThrow(TypeError)
  })
  test('ends when nobody listens any more', async ({ world }) => {
    const telling = tellAside(world, asked)
    expect((await telling.next()).value!.dossiers).toBe(1000)
    expect(await telling.return()).toEqual({ done: true, value: undefined })
    expect(await telling.next()).toEqual({ done: true, value: undefined })
  })
})
