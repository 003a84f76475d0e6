import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Database } from '#server/platform/index.ts'

/** DuckDB with the settlements of a province in a file of its own, and the events of some dossiers. */
export type Duck = {
  rows<Row>(query: string): Promise<Row[]>
  stop(): Promise<void>
}

const INSTANTS = ['received_at', 'due_at', 'finished_at', 'index_due_at', 'waiting_since']
const FLAGS = ['index_late', 'e_result', 'known', 'reused', 'population', 'personal_store']
const NUMBERS = ['supplements', 'papers', 'papers_digitised', 'fee', 'fee_online']
const TEXTS = [
  'dossier_id',
  'source',
  'code',
  'procedure_code',
  'channel',
  'settling_unit',
  'rule_set',
  'ending',
  'waiting_for'
]

/** Copies all settlements, and the events of the dossiers that a query of ids names. */
export async function openDuck(sql: Database, ofEvents: string): Promise<Duck> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-duck-'))
  const columns = [...TEXTS, ...INSTANTS, ...FLAGS, ...NUMBERS]
  await copyOut(sql, `select ${columns.join(', ')} from settlement`, join(folder, 'settlement.csv'))
  const events = 'case_id, version, type, at, data'
  await copyOut(sql, `select ${events} from event where case_id in (${ofEvents})`, join(folder, 'event.csv'))
  const duck = await (await DuckDBInstance.create(join(folder, 'duck.db'))).connect()
  await duck.run(`set timezone = 'UTC'`)
  const typed = (names: readonly string[], type: string) => names.map(name => `"${name}": '${type}'`)
  const types = [
    ...typed(TEXTS, 'varchar'),
    ...typed(INSTANTS, 'timestamptz'),
    ...typed(FLAGS, 'boolean'),
    ...typed(NUMBERS, 'bigint')
  ]
  await load(duck, 'settlement', join(folder, 'settlement.csv'), types)
  const ofEvent = [...typed(['case_id'], 'varchar'), ...typed(['version'], 'integer'), ...typed(['type'], 'varchar')]
  await load(duck, 'event', join(folder, 'event.csv'), [
    ...ofEvent,
    ...typed(['at'], 'timestamptz'),
    ...typed(['data'], 'varchar')
  ])
  return {
    async rows<Row>(query: string) {
      return (await duck.runAndReadAll(query)).getRowObjectsJson() as Row[]
    },
    async stop() {
      duck.closeSync()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

async function copyOut(sql: Database, query: string, path: string): Promise<void> {
  await pipeline(await sql.unsafe(`copy (${query}) to stdout (format csv)`).readable(), createWriteStream(path))
}

async function load(duck: DuckDBConnection, table: string, path: string, types: readonly string[]): Promise<void> {
  await duck.run(`create table ${table} as select * from read_csv('${path}', header = false, auto_detect = false,
    delim = ',', quote = '"', escape = '"', columns = {${types.join(', ')}})`)
  await rm(path)
}

type Span = { readonly since: Date; readonly before: Date; readonly moment: Date }
const at = (instant: Date): string => `timestamptz '${instant.toISOString()}'`

/** What the lists count by unit: the statement of `countedUnits`. */
export const listCounts = ({ since, before }: Span): string => `
  select settling_unit as unit, sum(handled)::integer as handled, sum(late)::integer as late from (
    select settling_unit, count(*) as handled, count(*) filter (where finished_at > due_at) as late
    from settlement
    where finished_at >= ${at(since)} and finished_at < ${at(before)} and source is null and received_at is not null
      and ending is distinct from 'stopped' and ending is distinct from 'not-accepted'
    group by settling_unit
    union all
    select settling_unit, count(*), count(*) from settlement
    where received_at < ${at(before)} and due_at < ${at(before)} and (finished_at is null or finished_at >= ${at(before)})
      and source is null
    group by settling_unit
  ) counted group by settling_unit`

/** The late dossiers with their events in order: the statements of `lateIn` and `eventsOf`. */
export const lateEvents = ({ since, before }: Span): string => `
  with late as (
    select dossier_id, settling_unit, rule_set from settlement
    where source is null and received_at is not null and (
      (finished_at >= ${at(since)} and finished_at < ${at(before)} and finished_at > due_at
        and ending is distinct from 'stopped' and ending is distinct from 'not-accepted')
      or (received_at < ${at(before)} and due_at < ${at(before)} and (finished_at is null or finished_at >= ${at(before)})))
  )
  select late.dossier_id as id, late.settling_unit as "settlingUnit", late.rule_set as "ruleSet", event."type" as "type",
    strftime(event."at", '%Y-%m-%dT%H:%M:%S.%gZ') as "at", event.data as data
  from late join event on event.case_id = late.dossier_id
  order by late.dossier_id, event.version`

/** What the index counts by unit and procedure: `index_dossiers` and the statement over it. */
export const indexCounts = ({ since, before, moment }: Span): string => `
  with judged as (
    select procedure_code, settling_unit, received_at, finished_at,
      finished_at < ${at(before)} as over, received_at >= ${at(since)} as came, known, supplements, index_late, index_due_at,
      waiting_for, waiting_since, channel, ending, e_result, fee, fee_online, papers, papers_digitised, reused, population,
      personal_store, coalesce(finished_at < ${at(before)} and ending in ('granted', 'refused'), false) as settled
    from settlement
    where received_at < ${at(before)} and (finished_at is null or finished_at >= ${at(since)})
  )
  select settling_unit as unit, procedure_code as code, count(*) as "all", count(*) filter (where known) as handled,
    count(*) filter (where known and case when over then not coalesce(index_late, false)
      else supplements <= 1 and coalesce(index_due_at >= least(${at(moment)},
        case when waiting_for = 'supplement' then waiting_since end), true) end) as timely,
    count(*) filter (where came) as received,
    count(*) filter (where came and channel = 'online' and (e_result or not coalesce(over, false)
      or ending not in ('granted', 'refused'))) as online,
    count(*) filter (where came and fee > 0) as charged,
    count(*) filter (where came and fee > 0 and fee_online > 0) as paid,
    count(*) filter (where settled) as settled, count(*) filter (where settled and e_result) as e_result,
    count(*) filter (where came and papers > 0) as papered,
    count(*) filter (where came and papers_digitised > 0) as digitised,
    count(*) filter (where came and reused is not null) as tells_reuse, count(*) filter (where came and reused) as reused,
    count(*) filter (where came and population is not null) as tells_population,
    count(*) filter (where came and population) as population,
    count(*) filter (where over and personal_store is not null) as tells_store,
    count(*) filter (where over and personal_store) as stored,
    coalesce(sum(epoch(finished_at - received_at)) filter (where settled) / 86400, 0) as days
  from judged group by settling_unit, procedure_code`
