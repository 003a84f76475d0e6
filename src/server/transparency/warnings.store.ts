import type { Ledger, OpenStep } from '#server/dossiers/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { RuleSetId } from '#server/rulesets/index.ts'
import type { WarningRule, Who } from './warnings.rules.ts'

export const rulesOn = ({ sql }: Ctx, day: string) => sql<WarningRule[]>`
  select share::float as "share", who as "who" from warning_rule
  where valid_from <= ${day} and (valid_to is null or valid_to >= ${day}) order by share, who`

/** New shares from a day on; those before it stay on record until the day before. */
export async function putRules({ sql }: Ctx, from: string, rules: readonly WarningRule[]): Promise<void> {
  await sql`delete from warning_rule where valid_from >= ${from}`
  await sql`
    update warning_rule set valid_to = ${from}::date - 1 where valid_to is null or valid_to >= ${from}`
  await sql`
    insert into warning_rule (share, who, valid_from)
    select distinct rule.share, rule.who, ${from}::date
    from jsonb_to_recordset(${sql.json(rules as never)}) as rule (share numeric(3, 2), who text)`
}

export type OpenDossier = {
  id: string
  code: string
  procedure: string
  settlingUnit: string
  ruleSet: RuleSetId
  receivedAt: Date
  dueAt: Date
  extensions: number
  steps: OpenStep[]
  ledger: Ledger
  given: string[]
}

/** Dossiers whose clock runs and that are not late yet, with the warnings they had for this due moment; in pages. */
export const runningDossiers = ({ sql, now }: Ctx, after: string | null, limit: number) => sql<OpenDossier[]>`
  select settlement.dossier_id as "id", settlement.code as "code", settlement.procedure_code as "procedure",
    settlement.settling_unit as "settlingUnit", settlement.rule_set as "ruleSet",
    settlement.received_at as "receivedAt", settlement.due_at as "dueAt", settlement.extensions as "extensions",
    dossier.state -> 'steps' as "steps", dossier.state -> 'ledger' as "ledger", coalesce(had.given, '{}') as "given"
  from settlement
  join dossier on dossier.id = settlement.dossier_id
  left join lateral (
    select array_agg(who || ' ' || share::float) as given from deadline_warning
    where dossier_id = settlement.dossier_id and due_at = settlement.due_at
  ) had on true
  where settlement.finished_at is null and settlement.received_at is not null and settlement.waiting_for is null
    and settlement.due_at > ${now()} and settlement.source = '' and dossier.state -> 'ledger' <> 'null'
    and (${after}::uuid is null or settlement.dossier_id > ${after}::uuid)
  order by settlement.dossier_id
  limit ${limit}`

/** Notes a warning; false where it was given before. */
export async function noteWarning(
  { sql, now }: Ctx,
  { id, dueAt }: OpenDossier,
  { share, who }: { share: number; who: Who },
  people: number
): Promise<boolean> {
  const noted = await sql<{ id: string }[]>`
    insert into deadline_warning (dossier_id, due_at, share, who, at, people)
    values (${id}, ${dueAt}, ${share}, ${who}, ${now()}, ${people})
    on conflict do nothing returning dossier_id as "id"`
  return noted.length > 0
}
