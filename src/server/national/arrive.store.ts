import { seal, unseal } from '#server/exchange/index.ts'
import type { Arrival } from '#server/exchange/index.ts'
import type { Ctx } from '#server/platform/index.ts'

export type NewArrival = { key: string; kind: string; code: string; at: string; body: unknown }

export async function placeOf({ sql }: Ctx): Promise<{ arrivals: string; changes: string | null }> {
  const [row] = await sql<{ arrivals: string; changes: string | null }[]>`
    select arrivals as "arrivals", changes as "changes" from national_place`
  return row ?? { arrivals: '0', changes: null }
}

/** Enters what arrived, each occasion once, and moves the place it was read up to, in one statement. */
export async function enter(ctx: Ctx, arrivals: readonly NewArrival[], moved: { from: string; to: string } | null) {
  const sealed = await Promise.all(arrivals.map(({ body }) => seal(ctx, body)))
  const rows = arrivals.map(({ key, kind, code, at }, index) => ({
    key,
    kind,
    code,
    at,
    key_id: sealed[index]!.keyId,
    sealed: sealed[index]!.sealed.toString('base64')
  }))
  const { sql, now } = ctx
  return sql<{ entered: number }[]>`
    with given as (
      select key, kind, code, at, key_id, decode(sealed, 'base64') as sealed
      from jsonb_to_recordset(${sql.json(rows as never)})
        as arrival (key text, kind text, code text, at timestamptz, key_id integer, sealed text)
    ), entered as (
      insert into national_message (direction, key, kind, code, at, due_at, entered_at, key_id, sealed)
      select 'in', key, kind, code, at, ${now()}, ${now()}, key_id, sealed from given
      on conflict (direction, key) do nothing returning id
    ), moved as (
      update national_place set arrivals = ${moved?.to ?? ''}
      where ${moved !== null}::boolean and arrivals = ${moved?.from ?? ''}
    )
    select count(*)::integer as "entered" from entered`
}

export type Due = {
  id: number
  key: string
  kind: string
  code: string
  attempts: number
  keyId: number
  sealed: Buffer
  dossierId: string | null
  dossierCode: string | null
}
/** Takes what waits for so long as the lease; filings first, and of one dossier in the order of its times. */
export const claim = ({ sql, now }: Ctx, most: number, leaseMs: number, only: readonly string[] | null) => sql<Due[]>`
  with taken as (
    update national_message set due_at = ${new Date(now().getTime() + leaseMs)}, attempts = attempts + 1
    where id in (
      select id from national_message
      where direction = 'in' and standing = 'waiting' and due_at <= ${now()}
        and (${only === null}::boolean or key = any(${[...(only ?? [])]}::text[]))
      order by kind <> 'filing', at, id limit ${most} for update skip locked
    )
    returning id, key, kind, code, at, attempts, key_id, sealed
  )
  select taken.id as "id", taken.key as "key", taken.kind as "kind", taken.code as "code", taken.attempts as "attempts",
    taken.key_id as "keyId", taken.sealed as "sealed", ledger.dossier_id as "dossierId", dossier.code as "dossierCode"
  from taken left join national_ledger as ledger on ledger.code = taken.code
    left join dossier on dossier.id = ledger.dossier_id
  order by taken.kind <> 'filing', taken.at, taken.id`

export const bodyOf = async (ctx: Ctx, { keyId, sealed }: Pick<Due, 'keyId' | 'sealed'>): Promise<Arrival> =>
  (await unseal(ctx, { keyId, sealed })) as Arrival

export const done = ({ sql, now }: Ctx, id: number, dossier: string | null, state: number | null) => sql`
  update national_message set standing = 'done', done_at = ${now()}, error = null, key_id = null, sealed = null,
    dossier_id = ${dossier}::uuid, state = ${state}::integer
  where id = ${id} and standing = 'waiting'`

/** Tried again later, or (`dueAt` null) left to a person, with what was said still there. */
export const notDone = ({ sql, now }: Ctx, id: number, error: string, dueAt: Date | null) => sql`
  update national_message set error = ${error}, due_at = coalesce(${dueAt}::timestamptz, due_at),
    standing = case when ${dueAt}::timestamptz is null then 'refused' else 'waiting' end,
    done_at = case when ${dueAt}::timestamptz is null then ${now()}::timestamptz end
  where id = ${id} and standing = 'waiting'`

export type Standing = {
  key: string
  code: string
  standing: string
  error: string | null
  dossier: string | null
  state: number | null
}
/** What became of messages, with the dossier they concern as it is now. */
export const standingOf = ({ sql }: Ctx, keys: readonly string[]) => sql<Standing[]>`
  select message.key as "key", message.code as "code", message.standing as "standing", message.error as "error",
    dossier.code as "dossier", ledger.our_state as "state"
  from national_message as message left join national_ledger as ledger on ledger.code = message.code
    left join dossier on dossier.id = ledger.dossier_id
  where message.direction = 'in' and message.key = any(${[...keys]}::text[])`

/** Whether an event of the dossier carries the mark of a message: it was carried out before its process died. */
export async function carriedOut({ sql }: Ctx, dossier: string, mark: string): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    select exists (select from event where case_id = ${dossier}::uuid and position(${mark} in data::text) > 0) as "found"`
  return row!.found
}

/** What came before its dossier did: its turn comes now. */
export const wakeFor = ({ sql, now }: Ctx, code: string) => sql`
  update national_message set due_at = ${now()}
  where direction = 'in' and standing = 'waiting' and code = ${code} and attempts > 0 and error is not null`
