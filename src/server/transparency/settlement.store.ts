import type { Ctx, Database } from '#server/platform/index.ts'
import { markEndsOf } from './appraisal/sums.store.ts'
import { markMonthsOf } from './months.store.ts'
import type { Countable, SettlementRow } from './settlement.rules.ts'

type Tx = Pick<Ctx, 'sql'>

/** The next dossiers that something happened to, and the place in the feed behind them. Locks the place until commit. */
export async function touched({ sql }: Tx, batch: number) {
  const [place] = await sql<{ transaction: string; position: number }[]>`
    insert into event_reader (name) values ('transparency') on conflict (name) do update set read_at = now()
    returning transaction::text as "transaction", position as "position"`
  const events = await sql<{ dossier: string | null; transaction: string; position: number }[]>`
    select case when case_kind = 'dossier' then case_id::text when type = 'paper.used' then data ->> 'dossier' end
      as "dossier", transaction::text as "transaction", position as "position"
    from event
    where (transaction, position) > (${place!.transaction}::text::xid8, ${place!.position})
      and transaction < pg_snapshot_xmin(pg_current_snapshot())
    order by event.transaction, event.position
    limit ${batch}`
  // A paper of the register that served a dossier changes how the dossier is counted.
  const ids = [...new Set(events.flatMap(({ dossier }) => dossier ?? []))]
  return { events: events.length, ids, last: events.at(-1) }
}

export const moveReader = ({ sql }: Tx, to: { transaction: string; position: number }) => sql`
  update event_reader set transaction = ${to.transaction}::text::xid8, position = ${to.position}
  where name = 'transparency'`

/** Sets the reader to now: what is rebuilt from the rows need not be read from the feed again. */
export const readerToNow = ({ sql }: Tx) => sql`
  insert into event_reader (name, transaction, position)
  values ('transparency', pg_snapshot_xmin(pg_current_snapshot()), 0)
  on conflict (name) do update set transaction = excluded.transaction, position = excluded.position, read_at = now()`

/** What counting needs of these dossiers. */
export const countable = ({ sql }: Tx, ids: readonly string[]) => sql<Countable[]>`
  select id as "id", version as "version", code as "code", phase as "phase", channel as "channel",
    procedure_code as "procedure", receiving_unit as "receivingUnit", settling_unit as "settlingUnit",
    rule_set as "ruleSet", state ->> 'filedAt' as "filedAt", state ->> 'receivedAt' as "receivedAt",
    state ->> 'originalDueAt' as "originalDueAt", state ->> 'dueAt' as "dueAt", state ->> 'finishedAt' as "finishedAt",
    state ->> 'returnedAt' as "returnedAt", state -> 'ledger' as "ledger",
    (state ->> 'supplementRequests')::integer as "supplementRequests", state -> 'fee' as "fee",
    state -> 'result' ->> 'kind' as "resultKind",
    coalesce(jsonb_array_length(state -> 'result' -> 'files'), 0) as "resultFiles",
    state -> 'result' ->> 'number' as "resultNumber",
    used_again(id, received_at) as "again", jsonb_array_length(state -> 'papers') as "papers",
    case when jsonb_path_exists(state, '$.papers[*].files[*].paper')
      then (select count(*) from jsonb_array_elements(state -> 'papers') entry
        where exists (select from jsonb_array_elements(entry -> 'files') of
          where not exists (select from paper where id = (of ->> 'paper')::uuid and source = 'own')))::integer
      else jsonb_array_length(jsonb_path_query_array(state, '$.papers[*] ? (@.files.size() > 0)')) end as "papersDigitised"
  from dossier where id = any(${[...ids]}::uuid[])`

/** The ids of a page of all dossiers, in their order. */
export const pageOfDossiers = ({ sql }: Tx, after: string | null, limit: number) => sql<{ id: string }[]>`
  select id as "id" from dossier where (${after}::uuid is null or id > ${after}::uuid) order by id limit ${limit}`

/** Writes settlements, and forgets those of dossiers that were voided. An older state never replaces a newer one. */
export const putSettlements = async ({ sql }: Tx, rows: readonly SettlementRow[], gone: readonly string[]) => {
  const ids = [...rows.map(row => row.dossier_id), ...gone]
  await markMonthsOf({ sql }, ids)
  await markEndsOf({ sql }, ids)
  await sql`delete from settlement where dossier_id = any(${[...gone]}::uuid[])`
  await sql`
    insert into settlement select * from jsonb_populate_recordset(null::settlement, ${(sql as Database).json(rows.map(withSource) as never)})
    on conflict (dossier_id) do update set version = excluded.version, phase = excluded.phase, ending = excluded.ending,
      channel = excluded.channel, receiving_unit = excluded.receiving_unit, received_at = excluded.received_at,
      original_due_at = excluded.original_due_at, due_at = excluded.due_at, finished_at = excluded.finished_at,
      returned_at = excluded.returned_at, index_due_at = excluded.index_due_at, index_late = excluded.index_late,
      supplements = excluded.supplements, extensions = excluded.extensions, waiting_for = excluded.waiting_for,
      waiting_since = excluded.waiting_since, papers = excluded.papers, papers_digitised = excluded.papers_digitised,
      result_files = excluded.result_files, fee = excluded.fee, fee_paid = excluded.fee_paid,
      fee_online = excluded.fee_online, e_result = excluded.e_result, worked = excluded.worked, again = excluded.again
    where settlement.version <= excluded.version`
  await markMonthsOf({ sql }, ids)
  await markEndsOf({ sql }, ids)
}

/** The next of our dossiers whose working time, or use of stored papers, was never looked at. */
export const untimed = ({ sql }: Tx, after: string | null, limit: number) => sql<{ id: string }[]>`
  select dossier_id as "id" from settlement
  where source = '' and received_at is not null
    and ((worked is null and finished_at is not null) or (again is null and papers > 0))
    and (${after}::uuid is null or dossier_id > ${after}::uuid)
  order by dossier_id limit ${limit}`

const withSource = (row: SettlementRow) => ({ source: '', known: true, ...row })
