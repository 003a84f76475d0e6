import { rm, writeFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { DuckDBInstance } from '@duckdb/node-api'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect } from 'vitest'
import { settle, tellHistory } from '#server/demonstration/index.ts'
import { tellRatings } from '#server/feedback/index.ts'
import { act, permissions as dossierPermissions } from '#server/dossiers/index.ts'
import type { DossierId } from '#server/dossiers/index.ts'
import { actorOf, createPolicy } from '#server/identity/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { readCsv } from '#server/platform/csv.rules.ts'
import { test as base, testCtx, testFiles } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { provinceBoard } from '../dashboard/board.ts'
import { boardDossiers, unitBoard } from '../dashboard/unit.ts'
import { addUpMonths } from '../months.ts'
import { permissions } from '../permissions.ts'
import { followDossiers, timeUntimed } from '../settlement.ts'
import { buildOpenData } from './build.ts'
import { datasetFile, dcatCatalogue, openDatasets } from './catalogue.ts'
import { DATASETS, THRESHOLD } from './model.ts'
import type { Format } from './model.ts'
import { openSubject } from './screens.ts'
import { windowsOf } from './store.ts'

const test = base.extend('told', { scope: 'file' }, async ({ sql }): Promise<TestCtx> => {
  const ctx = testCtx(sql)
  await settle(ctx)
  await tellHistory(ctx, { dossiers: 1200, until: new Date('2026-11-23T01:00:00Z') })
  await followDossiers(ctx)
  await addUpMonths(ctx)
  await tellRatings(ctx)
  await buildOpenData(ctx)
  return ctx
})
const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const policy = createPolicy([permissions, dossierPermissions])
const as = (ctx: TestCtx, unit: string, ...roles: string[]): Ctx => ({
  ...ctx,
  actor: actorOf(
    { id: '0190c0de-0000-7000-8000-00000000000a', kind: 'officer', name: 'Cán bộ' },
    { unit, roles },
    policy
  )
})
const bytesOf = async (ctx: Ctx, address: string): Promise<Buffer> =>
  buffer(ctx.blobs.open((await datasetFile(ctx, address))!.blob))

/** What the public window holds of each agency, counted from the dossiers themselves. */
const byAgency = ({ sql }: TestCtx) => sql<{ unit: string; received: number; settled: number; late: number }[]>`
  with own as (
    select array_to_string((string_to_array(settling_unit, '.'))[1:2], '.') as unit, received_at, finished_at, due_at,
      state -> 'result' ->> 'kind' as result, phase
    from dossier where phase <> 'voided' and received_at is not null
  )
  select unit as "unit",
    count(*) filter (where received_at >= '2025-12-01 00:00+07' and received_at < '2026-11-23 00:00+07') as "received",
    count(*) filter (where done and finished_at < '2026-11-23 00:00+07') as "settled",
    count(*) filter (where done and finished_at < '2026-11-23 00:00+07' and finished_at > due_at) as "late"
  from own cross join lateral (
    select coalesce(finished_at >= '2025-12-01 00:00+07' and phase not in ('stopped', 'not-accepted'), false) as done) as how
  group by unit order by unit`

describe('the public figures', () => {
  test('agree with a count of the dossiers, where they are not left out', async ({ told }) => {
    const shown = new Map((await windowsOf(told, 'unit')).map(row => [row.code, row]))
    const counted = await byAgency(told)
    expect(counted.length).toBeGreaterThan(10)
    for (const { unit, ...own } of counted) {
      const { received, settled, late } = shown.get(unit)!
      expect([unit, received ?? own.received]).toEqual([unit, own.received])
      expect([unit, settled ?? own.settled, late ?? own.late]).toEqual([unit, own.settled, own.late])
      if (own.received > 0 && own.received < THRESHOLD) expect(received).toBeNull()
    }
    expect([...shown.values()].filter(({ received }) => received !== null).length).toBeGreaterThan(8)
  })
  test('say half and nine tenths of the working time as it really was', async ({ told }) => {
    const times = await told.sql<{ worked: number }[]>`
      select worked as "worked" from settlement where ending in ('granted', 'refused') and worked is not null
        and finished_at >= '2025-12-01 00:00+07' and finished_at < '2026-11-23 00:00+07' order by worked`
    const at = (share: number) => times[Math.ceil(share * times.length) - 1]!.worked
    const [window] = await windowsOf(told, 'province')
    expect(window).toMatchObject({ timed: times.length, median: at(0.5), ninetieth: at(0.9) })
    expect(window!.median).toBeGreaterThan(0)
  })
  test('say what people answered in the same window, and no average of a few', async ({ told }) => {
    const given = await told.sql<{ unit: string; count: number; average: number }[]>`
      select array_to_string((string_to_array(unit, '.'))[1:2], '.') as "unit", count(*) as "count",
        round(avg(overall), 2)::float8 as "average"
      from rating where given_at >= '2025-12-01 00:00+07' and given_at < '2026-11-23 00:00+07' group by 1`
    expect(given.length).toBeGreaterThan(3)
    for (const { unit, count, average } of given)
      expect([unit, (await openSubject(told, 'unit', unit))?.figure?.ratings]).toEqual([
        unit,
        { count, average: count < THRESHOLD ? null : average }
      ])
  })
  test('of an office nobody knows are not found, and of one that settled nothing are empty', async ({ told }) => {
    expect(await openSubject(told, 'unit', 'H99.NONE')).toBeNull()
    expect(await openSubject(told, 'procedure', '9.999999')).toBeNull()
    expect(await openSubject(told, 'unit', 'H99')).toMatchObject({ name: 'Ủy ban nhân dân tỉnh Sông Mơ', figure: null })
    const { figure } = (await openSubject(told, 'unit', 'H99.31'))!
    expect(figure!.months.length).toBeGreaterThan(8)
    expect(figure!.picture!.svg).toContain('role="img"')
    expect(figure!.picture!.svg).not.toMatch(/style=/)
  })
})

describe('the data sets', () => {
  const rowsOf = async (ctx: Ctx, name: string, format: Format): Promise<unknown[][]> => {
    const bytes = await bytesOf(ctx, `${name}.${format}`)
    if (format === 'csv') return [...readCsv(bytes.toString('utf8'))].slice(1).map(({ cells }) => [...cells])
    if (format === 'json')
      return (JSON.parse(bytes.toString('utf8')) as { rows: object[] }).rows.map(row => Object.values(row))
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
    return (await parquetReadObjects({ file })).map(row => Object.values(row))
  }
  const asText = (rows: unknown[][]) => rows.map(row => row.map(cell => (cell === null ? '' : String(cell))))

  test.for(DATASETS)('%s says the same in every format', async (name, { told }) => {
    const csv = await rowsOf(told, name, 'csv')
    expect(csv.length).toBeGreaterThan(10)
    expect(asText(await rowsOf(told, name, 'json'))).toEqual(csv)
    expect(asText(await rowsOf(told, name, 'parquet'))).toEqual(csv)
  })
  test('as Parquet are read by another program, which finds no small number in them', async ({ told }) => {
    const path = `${testFiles}-units.parquet`
    await writeFile(path, await bytesOf(told, 'dossiers-by-month.parquet'))
    const duck = await (await DuckDBInstance.create()).connect()
    try {
      const reader = await duck.runAndReadAll(`
        select count(*)::integer as "all", count(received)::integer as shown,
          count(*) filter (where received between 1 and ${THRESHOLD - 1} or settled between 1 and ${THRESHOLD - 1})::integer as small,
          count(*) filter (where on_time + late + unknown <> settled)::integer as odd
        from read_parquet('${path}')`)
      const [found] = reader.getRowObjects() as { all: number; shown: number; small: number; odd: number }[]
      expect(found).toMatchObject({ small: 0, odd: 0 })
      expect(found!.shown).toBeGreaterThan(0)
      expect(found!.shown).toBeLessThan(found!.all)
    } finally {
      duck.closeSync()
      await rm(path)
    }
  })
  test('are built anew in the place of the old, which nothing holds any more', async ({ told }) => {
    const before = await datasetFile(told, 'units.json')
    told.clock.set('2026-11-24T02:00:00Z')
    expect(await buildOpenData(told)).toMatchObject({ first: '2025-12-01', last: '2026-11-23' })
    told.clock.set('2026-11-23T02:00:00Z')
    const { datasets } = await openDatasets(told)
    expect(datasets.flatMap(({ files }) => files)).toHaveLength(9)
    expect((await datasetFile(told, 'units.json'))!.blob).not.toBe(before!.blob)
    const [held] = await told.sql<{ uses: number; old: number }[]>`
      select count(*) as "uses", count(*) filter (where blob = ${before!.blob}) as "old" from blob_use where kind = 'open-data'`
    expect(held).toEqual({ uses: 9, old: 0 })
    await buildOpenData(told)
    const catalogue = JSON.stringify(await dcatCatalogue(told))
    expect(catalogue).toContain('"dcat:downloadURL":{"@id":"http://127.0.0.1:3000/open/data/procedures.parquet"}')
  })
})

describe('the dashboard', () => {
  const summed = ({ sql }: TestCtx) => sql<{ month: string; received: number; settled: number; worked: number }[]>`
    select month as "month", sum(received)::integer as "received", sum(on_time + late + unknown)::integer as "settled",
      sum(worked)::integer as "worked" from month_figure group by month order by month`
  const counted = ({ sql }: TestCtx) => sql<{ month: string; received: number; settled: number; worked: number }[]>`
    select month as "month", sum(received)::integer as "received", sum(settled)::integer as "settled",
      sum(worked)::integer as "worked"
    from (select to_char(received_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM') as month, 1 as received, 0 as settled,
        0 as worked from settlement where received_at is not null
      union all select to_char(finished_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM'), 0,
        (ending in ('granted', 'refused'))::integer, case when ending in ('granted', 'refused') then worked else 0 end
      from settlement where finished_at is not null and received_at is not null) as each
    group by month order by month`

  test('adds up months that always agree with the dossiers, after one is voided too', async ({ told }) => {
    expect(await summed(told)).toEqual(await counted(told))
    const [some] = await told.sql<{ id: DossierId }[]>`
      select dossier_id as "id" from settlement where finished_at is null and received_at is not null and source = '' limit 1`
    expect(await act(told, { id: some!.id }, { kind: 'void', reason: 'Nhập nhầm người' })).toMatchObject({ ok: true })
    await followDossiers(told)
    expect(await addUpMonths(told)).toHaveLength(1)
    expect(await summed(told)).toEqual(await counted(told))
    expect(await addUpMonths(told)).toEqual([])
  })
  test('keeps the sums of agencies by month, quarter and year that the dossiers themselves give', async ({ told }) => {
    const kept = await told.sql`
      select period, sum((cell ->> 1)::integer)::integer as received, sum((cell ->> 3)::integer)::integer as late,
        agency = '*' as whole
      from agency_figure cross join lateral jsonb_array_elements(cells) as each (cell)
      where period in ('2026-03', '2026-Q1', '2026') group by period, agency = '*' order by period, 4`
    const found = await told.sql`
      select period, (select count(*) from settlement where received_at >= since and received_at < before) as received,
        (select count(*) from settlement where finished_at >= since and finished_at < before and received_at is not null
          and ending in ('granted', 'refused') and known and finished_at > due_at) as late, whole
      from (values ('2026', timestamptz '2026-01-01 00:00+07', timestamptz '2027-01-01 00:00+07'),
          ('2026-03', '2026-03-01 00:00+07', '2026-04-01 00:00+07'),
          ('2026-Q1', '2026-01-01 00:00+07', '2026-04-01 00:00+07')) as of (period, since, before)
        cross join (values (false), (true)) as either (whole)
      order by period, whole`
    expect(kept).toEqual(found)
    expect(kept.every(({ received }) => received > 0)).toBe(true)
  })
  test('counts the working time of what ended before working time was counted', async ({ told }) => {
    const before = await summed(told)
    await told.sql`update settlement set worked = null where settling_unit = 'H99.31'`
    expect(await timeUntimed(told)).toBeGreaterThan(10)
    await addUpMonths(told)
    expect(await summed(told)).toEqual(before)
  })
  test('leads from the province to the dossiers in three clicks, and no number changes on the way', async ({
    told
  }) => {
    const board = value(await provinceBoard(told, '2026'))
    const communes = board.peers.find(({ level }) => level === 'commune')!
    expect(communes.rows.filter(({ onTime }) => onTime?.standard != null).length).toBeGreaterThan(1)
    const row = communes.rows.toSorted((a, b) => b.late - a.late)[0]!
    const unit = value(await unitBoard(told, row.code, '2026'))
    const sum = (of: 'received' | 'settled' | 'late' | 'open') =>
      unit.procedures.reduce((all, each) => all + each[of], 0)
    expect({ received: sum('received'), settled: sum('settled'), late: sum('late'), open: sum('open') }).toEqual({
      ...{ received: row.received, settled: row.settled, late: row.late, open: row.open }
    })
    const [worst] = unit.procedures
    const asked = { unit: row.code, period: '2026', procedure: worst!.procedure, holder: null, after: null }
    const late = value(await boardDossiers(told, { ...asked, which: 'late' }))
    expect(late.rows).toHaveLength(worst!.late)
    for (const each of late.rows) expect(Number(each.finishedAt)).toBeGreaterThan(Number(each.dueAt))
  })
  test('shows who holds what is open now, and each of those dossiers', async ({ told }) => {
    const [at] = await told.sql<{ unit: string }[]>`
      select unit as "unit" from work_item where officer is not null and not waiting group by unit order by count(*) desc limit 1`
    const { holders } = value(await unitBoard(told, at!.unit, '2026'))
    expect(holders.some(({ claimed }) => claimed)).toBe(true)
    const asked = { unit: at!.unit, period: '2026', which: 'open' as const, procedure: null, after: null }
    for (const holder of holders) {
      const { rows } = value(await boardDossiers(told, { ...asked, holder: holder.id }))
      expect([holder.name, new Set(rows.map(({ id }) => id)).size]).toEqual([holder.name, holder.open])
    }
  })
  test('turns pages without losing or repeating a dossier', async ({ told }) => {
    const [most] = await told.sql<{ unit: string; count: number }[]>`
      select settling_unit as "unit", count(*) as "count" from settlement where ending in ('granted', 'refused')
        and finished_at >= '2026-01-01 00:00+07' and received_at is not null group by 1 order by 2 desc limit 1`
    const seen: string[] = []
    let after: string | null = null
    do {
      const asked = {
        unit: most!.unit,
        period: '2026',
        which: 'settled' as const,
        procedure: null,
        holder: null,
        after
      }
      const page: { rows: readonly { id: string }[]; next: string | null } = value(await boardDossiers(told, asked))
      seen.push(...page.rows.map(({ id }) => id))
      after = page.next
    } while (after)
    expect(seen).toHaveLength(most!.count)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(50)
  })
  test('of another unit is closed to a head; of the own it is open', async ({ told }) => {
    const head = as(told, 'H99.31', 'agency-head')
    expect(await provinceBoard(head, '2026')).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    expect(await unitBoard(head, 'H99.32', '2026')).toMatchObject({ ok: false, error: { code: 'forbidden' } })
    expect((await unitBoard(head, 'H99.31', '2026')).ok).toBe(true)
    const asked = { period: '2026', which: 'open', procedure: null, holder: null, after: null } as const
    expect((await boardDossiers(head, { unit: 'H99.32', ...asked })).ok).toBe(false)
  })
})
