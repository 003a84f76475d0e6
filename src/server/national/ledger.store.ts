import { keyKept } from '#server/dossiers/index.ts'
import { SYSTEM } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'

/** The idempotency key of what was filed on the portal, by the portal's code. */
export const keyOfFiling = (code: string): string => `portal:${code}`
const KEPT = keyKept(SYSTEM.id, keyOfFiling(''))

/** Where a dossier stands here after one of its events; `state` is null when it was voided. */
export type Believed = { dossier: string; code: string; version: number; state: number | null; at: string }

/**
 * Our own side of the ledger. What was filed on the portal is known there by the portal's code, which the dossier has had
 * since its first moment: nothing of it may leave under our own. A row of a dossier that was unknown here becomes its.
 */
export async function believe({ sql, now }: Pick<Ctx, 'sql' | 'now'>, rows: readonly Believed[]): Promise<void> {
  const newest = [...Map.groupBy(rows, ({ dossier }) => dossier).values()].map(all =>
    all.reduce((last, each) => (each.version > last.version ? each : last))
  )
  await sql`
    with given as (
      select told.dossier, told.code, told.version, told.state, told.at,
        case when starts_with(dossier.idempotency_key, ${KEPT}) then substr(dossier.idempotency_key, ${KEPT.length + 1}) end as there
      from jsonb_to_recordset(${sql.json(newest as never)})
        as told (dossier uuid, code text, version integer, state integer, at timestamptz)
        join dossier on dossier.id = told.dossier
    )
    insert into national_ledger (code, dossier_id, source, our_state, our_version, our_at, told_version, told_at)
    select coalesce(there, code), dossier, case when there is null then 'own' else 'portal' end, state, version, at,
      case when there is not null then 0 end, case when there is not null then ${now()}::timestamptz end
    from given
    on conflict do nothing`
  await sql`
    with given as (
      select told.dossier, told.version, told.state, told.at,
        case when starts_with(dossier.idempotency_key, ${KEPT}) then substr(dossier.idempotency_key, ${KEPT.length + 1}) end as there
      from jsonb_to_recordset(${sql.json(newest as never)})
        as told (dossier uuid, version integer, state integer, at timestamptz)
        join dossier on dossier.id = told.dossier
    ), adopted as (
      update national_ledger as ledger set dossier_id = given.dossier, our_state = given.state, our_version = given.version,
        our_at = given.at, told_version = 0, told_at = ${now()}, difference = null, found_at = null, accepted_at = null,
        accepted_by = null
      from given where ledger.dossier_id is null and ledger.code = given.there
    )
    update national_ledger as ledger set our_state = given.state, our_version = given.version, our_at = given.at,
      accepted_at = null, accepted_by = null
    from given where ledger.dossier_id = given.dossier and ledger.our_version < given.version`
}
