import { evolve } from '#server/dossiers/index.ts'
import type { Dossier, DossierEvent, DossierId } from '#server/dossiers/index.ts'
import { systemOf } from '#server/exchange/index.ts'
import type { Ctx, Database } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import { believe } from './ledger.store.ts'
import { isCounted, stateOf } from './portal.rules.ts'

const BATCH = 2_000
/** What is read this long after it happened is a history that was loaded, not news. */
const OLD_NEWS_MS = 86_400_000

type Told = {
  key: string
  kind: string
  dossier: string
  code: string
  version: number
  state: number | null
  at: string
}
type Fed = { transaction: string; position: number; id: string; version: number; type: string; at: Date }
type Past = { id: string; version: number; type: string; at: Date; data: unknown }

/**
 * Reads what happened since the last time and enters a message for each counted event, with the state after exactly that
 * event; the place moves in the same transaction, so each event is one message whatever dies in between.
 */
export async function gather(ctx: Ctx): Promise<number> {
  if (!systemOf('portal')) return 0
  return (await ctx.sql.begin(tx => gatherIn(ctx, tx as unknown as Database))) as number
}

async function gatherIn(ctx: Ctx, tx: Database): Promise<number> {
  const [place] = await tx<{ transaction: string; position: number }[]>`
    insert into event_reader (name) values ('national') on conflict (name) do update set read_at = now()
    returning transaction::text as "transaction", position as "position"`
  const fed = await tx<Fed[]>`
    select transaction::text as "transaction", position as "position", case_id as "id", version as "version",
      type as "type", at as "at"
    from event
    where (transaction, position) > (${place!.transaction}::text::xid8, ${place!.position})
      and transaction < pg_snapshot_xmin(pg_current_snapshot()) and case_kind = 'dossier'
    order by event.transaction, event.position limit ${BATCH}`
  if (fed.length === 0) return 0
  const news = fed.filter(({ at, type }) => isCounted(type) && ctx.now().getTime() - at.getTime() < OLD_NEWS_MS)
  if (news.length > 0) await enter(ctx, tx, await messagesFor(tx, news))
  const last = fed.at(-1)!
  await tx`
    update event_reader set transaction = ${last.transaction}::text::xid8, position = ${last.position}
    where name = 'national'`
  return fed.length
}

/** Each counted event with the state its dossier had after it: the events of those dossiers are replayed. */
async function messagesFor(tx: Database, news: readonly Fed[]): Promise<Told[]> {
  const wanted = new Set(news.map(({ id, version }) => `${id}:${version}`))
  const past = await tx<Past[]>`
    select case_id as "id", version as "version", type as "type", at as "at", data as "data" from event
    where case_id = any(${[...new Set(news.map(({ id }) => id))]}::uuid[]) order by case_id, version`
  const told: Told[] = []
  let state: Dossier | null = null
  for (const { id, version, type, at, data } of past) {
    const event = { type, at: at.toISOString(), data } as DossierEvent
    state = evolve(version === 1 ? null : state, event, id as DossierId)
    const key = `${id}:${version}`
    if (!wanted.has(key)) continue
    const national = stateOf(state, ruleSet(state.ruleSet))
    told.push({ key, kind: type, dossier: id, code: state.code, version, state: national, at: event.at })
  }
  return told
}

/** Messages and the ledger's own side, once each. A voided dossier has no national state: only the ledger hears of it. */
async function enter(ctx: Ctx, tx: Database, told: readonly Told[]): Promise<void> {
  await believe({ sql: tx, now: ctx.now }, told)
  await tx`
    with given as (
      select key, kind, dossier, version, state, at
      from jsonb_to_recordset(${tx.json(told as never)})
        as told (key text, kind text, dossier uuid, version integer, state integer, at timestamptz)
    )
    insert into national_message (direction, key, kind, code, dossier_id, version, state, at, due_at, entered_at)
    select 'out', given.key, given.kind, ledger.code, given.dossier, given.version, given.state, given.at,
      ${ctx.now()}, ${ctx.now()}
    from given join national_ledger as ledger on ledger.dossier_id = given.dossier
    where given.state is not null
    order by given.at, given.version
    on conflict (direction, key) do nothing`
}
