import type { DossierPhase } from '#server/dossiers/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import type { RuleSetId } from '#server/rulesets/index.ts'
import { enter, notDone } from './arrive.store.ts'
import { stateOf } from './portal.rules.ts'

type Row = { id: string; code: string; phase: DossierPhase; ruleSet: RuleSetId; version: number; filedAt: Date }
const MINUTE = 60_000

/** Messages that were left to a person: what was filed, where, and why it could not be carried out. */
const LEFT = [
  ['2.009999', 'H99.31', 'procedure-unknown'],
  ['1.001193', 'H99.77', 'unit-unknown']
] as const

/**
 * An invented link of the demonstration: its latest dossiers as both sides believe them, two that differ, and two
 * messages that need a person. Told again it changes nothing.
 */
export async function tellSampleLedger(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  const rows = await ctx.sql<Row[]>`
    select id as "id", code as "code", phase as "phase", rule_set as "ruleSet", version as "version",
      filed_at as "filedAt"
    from dossier where phase <> 'voided' order by filed_at desc, code limit 60`
  const told = rows.flatMap((row, place) => {
    const ours = stateOf(row, ruleSet(row.ruleSet))
    if (ours === null) return []
    const difference = place === 7 ? 'differs-there' : place === 19 ? 'behind-there' : null
    const theirs = difference === 'differs-there' ? 7 : difference ? 1 : ours
    const { id, code, version, filedAt } = row
    return [{ id, code, version, ours, theirs, behind: difference === 'behind-there', difference, at: filedAt }]
  })
  await ctx.sql`
    insert into national_ledger (code, dossier_id, source, our_state, our_version, our_at, told_version, told_at,
      their_state, their_version, their_at, asked_at, difference, found_at)
    select code, id, 'own', ours, version, at, version, at, theirs, case when behind then 1 else version end, at, ${now},
      difference, case when difference is not null then ${now}::timestamptz end
    from jsonb_to_recordset(${ctx.sql.json(told as never)}) as told (id uuid, code text, version integer, ours integer,
      theirs integer, behind boolean, difference text, at timestamptz)
    on conflict do nothing`
  await ctx.sql`update national_place set compared_at = ${now} where compared_at is null`
  await tellLeft(ctx)
}

async function tellLeft(ctx: Ctx): Promise<void> {
  const at = new Date(ctx.now().getTime() - 90 * MINUTE)
  const arrivals = LEFT.map(([procedure, unit], place) => ({
    key: `demonstration-${place}`,
    kind: 'filing',
    code: `000.00.00.G22-261123-000${place + 1}`,
    at: at.toISOString(),
    body: { HoSo: { MaTTHC: procedure, DonViXuLy: unit } }
  }))
  await enter(ctx, arrivals, null)
  const waiting = await ctx.sql<{ id: number; key: string }[]>`
    select id as "id", key as "key" from national_message
    where direction = 'in' and standing = 'waiting' and key like 'demonstration-%'`
  for (const { id, key } of waiting) await notDone(ctx, id, LEFT[Number(key.at(-1))]![2], null)
}
