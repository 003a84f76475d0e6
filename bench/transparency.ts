import { availableParallelism } from 'node:os'
import { settle, tellHistory } from '#server/demonstration/index.ts'
import { clockFor } from '#server/dossiers/index.ts'
import type { DossierEvent } from '#server/dossiers/index.ts'
import { units as unitsOf } from '#server/organisation/index.ts'
import { dayOf, migrate, prepareJobs } from '#server/platform/index.ts'
import type { Ctx, Database } from '#server/platform/index.ts'
import { openDatabase } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import type { RuleSetId } from '#server/rulesets/index.ts'
import {
  addUpAllMonths,
  addUpEnds,
  buildOpenData,
  computeLists,
  followDossiers,
  monthBefore,
  serviceIndices,
  timeByHolder
} from '#server/transparency/index.ts'
import { minutesBy } from '#server/transparency/holding.ts'
import { spanOf } from '#server/transparency/period.rules.ts'
import { startCluster } from './lib/cluster.ts'
import { indexCounts, lateEvents, listCounts, openDuck } from './lib/duck.ts'
import type { Duck } from './lib/duck.ts'
import { COMMUNES, multiply } from './lib/multiply.ts'
import { boardPages } from './lib/board-pages.ts'
import { contextOn, openPool, SCHEMA, withoutWaiting } from './lib/province.ts'
import { median } from './lib/record.ts'

/** Asked for by name: all five million. In a run of everything: a size that takes two minutes. */
const DOSSIERS = Number(process.env.BENCH_DOSSIERS ?? (process.argv.includes('transparency') ? 5_000_000 : 200_000))
const TEMPLATES = Math.min(20_000, Math.ceil(DOSSIERS / 10))
const ROUNDS = 4
const say = (words: string) => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${words}\n`)

/** A month's lists and indices from nothing, beside DuckDB over the same rows; then the pages of the dashboard. */
export async function run() {
  const cluster = await startCluster()
  try {
    const url = await cluster.database('large')
    const made = await prepared(url)
    const rebuilt = await rebuilds(openPool(url))
    const pages = await boardPages(url)
    const shared = { ...made, processors: availableParallelism() }
    return [
      {
        name: `lists and indices of a month from nothing, over ${made.dossiers} dossiers, beside DuckDB`,
        ...{ ours: rebuilt.ours, baseline: rebuilt.baseline, ratio: rebuilt.ours / rebuilt.baseline },
        target: { ratioAtMost: 3, oursAtMost: 60 },
        ...{ unit: 's a month', ...rebuilt.parts, ...shared }
      },
      {
        name: `the slowest page of the dashboard and of the public figures, over ${made.dossiers} dossiers`,
        part: 'pages',
        ...{ ours: pages.slowest, baseline: pages.fastest, ratio: pages.slowest / pages.fastest },
        target: { oursAtMost: 200 },
        ...{ unit: 'ms a page (beside the quickest)', pages: pages.median, ninetyFifth: pages.ninetyFifth }
      }
    ]
  } finally {
    await cluster.stop()
  }
}

/** A told demonstration, multiplied; its months added up and its public figures built. */
export async function prepared(url: string) {
  await migrate(url, SCHEMA)
  await prepareJobs(url)
  const sql = openDatabase(`${withoutWaiting(url)}%20-c%20maintenance_work_mem%3D1GB`, {
    schema: SCHEMA,
    max: 4,
    name: 'motcua-bench'
  })
  const ctx = contextOn(sql)
  await settle(ctx)
  say(`telling ${TEMPLATES} dossiers`)
  await tellHistory(ctx, { dossiers: TEMPLATES })
  await followDossiers(ctx)
  await withCommunes(sql)
  await multiply(sql, Math.round(DOSSIERS / TEMPLATES) - 1, say)
  // Not read again event by event: everything is counted already.
  await sql`
    insert into event_reader (name, transaction, position)
    select name, pg_snapshot_xmin(pg_current_snapshot()), 0 from unnest(array['relay', 'transparency']) as given (name)
    on conflict (name) do update set transaction = excluded.transaction, position = excluded.position`
  await sql`update province set demonstration = false`
  const [addUp, build] = [await timed(() => addUpAllMonths(ctx)), await timed(() => buildOpenData(withFiles(ctx)))]
  say(`months added up in ${addUp.toFixed(1)} s, public figures built in ${build.toFixed(1)} s`)
  // Every day on which dossiers ended is stale since the telling; the server does it by the day and the hour.
  const sums = await timed(() => addUpEnds(ctx))
  say(`sums of the appraisal counted in ${sums.toFixed(1)} s`)
  await sql`vacuum analyze appraisal_sum`
  await sql`vacuum analyze month_figure`
  await sql`vacuum analyze open_figure`
  const [size] = await sql<{ dossiers: number; events: number }[]>`
    select (select count(*) from settlement) as "dossiers", (select count(*) from event) as "events"`
  await sql.end()
  return { ...size!, addUpSeconds: addUp, openDataSeconds: build, appraisalSeconds: sums }
}

const withCommunes = (sql: Database) => sql`
  insert into unit (code, kind, level, name_vi, parent, valid_from, receives, settles, folded)
  select 'H99.C' || to_char(n, 'FM000'), 'commune', 'commune', 'Xã số ' || n, 'H99', '2025-07-01', true, true, 'xa so ' || n
  from generate_series(0, ${COMMUNES - 1}::integer) as n`

/** The data sets are written, hashed and thrown away. */
const withFiles = (ctx: Ctx): Ctx => ({
  ...ctx,
  blobs: {
    receive: async (stream: AsyncIterable<Uint8Array>) => {
      let bytes = 0
      for await (const piece of stream) bytes += piece.byteLength
      const sha256 = bytes.toString(16).padStart(64, '0')
      const kept = { ok: true as const, value: undefined }
      return {
        ok: true,
        value: {
          sha256,
          bytes,
          peek: async () => new Uint8Array(),
          settle: async () => kept,
          keep: async () => kept,
          drop: async () => {}
        }
      }
    }
  } as unknown as Ctx['blobs']
})

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}

/** Ours and DuckDB's in turns; the first round warms both up, and shows that they count the same. */
export async function rebuilds(sql: Database) {
  const ctx = contextOn(sql)
  const month: string = monthBefore(dayOf(ctx.now()))
  const span = spanOf(month, ctx.now())
  const agencies = (await unitsOf(ctx, { on: dayOf(ctx.now()) }))
    .filter(({ settles }) => settles)
    .map(({ code }) => code)
  say('copying the rows to DuckDB')
  const duck = await openDuck(sql, lateIds(span))
  const times = {
    lists: [] as number[],
    indices: [] as number[],
    duckLists: [] as number[],
    duckIndices: [] as number[]
  }
  try {
    for (let round = 0; round < ROUNDS; round++) {
      say(`round ${round} of ${ROUNDS - 1}`)
      const found = { handled: 0, late: 0, all: 0 }
      const lists = await timed(async () => {
        for (const { base } of await computeLists(ctx, month)) {
          found.handled += base.handled
          found.late += base.late
        }
      })
      const indices = await timed(async () => {
        for (const { unit, groups } of await serviceIndices(ctx, ['H99', ...agencies], month))
          if (unit === 'H99') found.all = groups[1]!.components[0]!.denominator ?? 0
      })
      const theirs = { handled: 0, late: 0, all: 0 }
      const duckLists = await timed(() => duckList(ctx, duck, span, theirs))
      const duckIndices = await timed(async () => {
        for (const row of await duck.rows<{ handled: string }>(indexCounts(span))) theirs.all += Number(row.handled)
      })
      if (JSON.stringify(found) !== JSON.stringify(theirs))
        throw new Error(`counted differently: ${JSON.stringify(found)} and ${JSON.stringify(theirs)}`)
      if (round === 0) continue
      for (const [name, time] of Object.entries({ lists, indices, duckLists, duckIndices }))
        times[name as 'lists'].push(time)
    }
  } finally {
    await duck.stop()
    await sql.end()
  }
  const parts = Object.fromEntries(Object.entries(times).map(([name, all]) => [`${name}Seconds`, median(all)]))
  const ours = median(times.lists.map((time, at) => time + times.indices[at]!))
  return { ours, baseline: median(times.duckLists.map((time, at) => time + times.duckIndices[at]!)), parts }
}

const lateIds = ({ since, before }: { since: Date; before: Date }): string => {
  const [from, to] = [since, before].map(at => `timestamptz '${at.toISOString()}'`)
  return `select dossier_id from settlement where source = '' and received_at is not null and (
    (finished_at >= ${from} and finished_at < ${to} and finished_at > due_at)
    or (received_at < ${to} and due_at < ${to} and (finished_at is null or finished_at >= ${to})))`
}

type Late = { id: string; settlingUnit: string; ruleSet: RuleSetId; type: string; at: string; data: string }
/** The same list with DuckDB for the database: its counts and its events, and the same pure split of the time. */
async function duckList(
  ctx: Ctx,
  duck: Duck,
  span: ReturnType<typeof spanOf>,
  found: { handled: number; late: number }
) {
  for (const row of await duck.rows<{ handled: number; late: number }>(listCounts(span))) {
    found.handled += Number(row.handled)
    found.late += Number(row.late)
  }
  const events = await duck.rows<Late>(lateEvents(span))
  for (const own of Map.groupBy(events, ({ id }) => id).values()) {
    const { settlingUnit, ruleSet: rules } = own[0]!
    const clock = await clockFor(ctx, ruleSet(rules), settlingUnit)
    const told = own.map(({ type, at, data }) => ({ type, at, data: JSON.parse(data) })) as unknown as DossierEvent[]
    timeByHolder(told, settlingUnit, minutesBy(clock), span.before)
  }
}

if (import.meta.main) console.log(await run())
