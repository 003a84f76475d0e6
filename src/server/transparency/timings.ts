import { clockFor } from '#server/dossiers/index.ts'
import type { Timing } from '#server/feedback/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { endOf, startOf, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import type { RuleSetId } from '#server/rulesets/index.ts'
import { timeByHolder } from './holding.rules.ts'
import type { Held } from './holding.rules.ts'
import { minutesBy } from './holding.ts'
import { eventsOf } from './late-list.store.ts'

/** Dossiers of a procedure whose events are read to tell whom it waits for: the newest of the span. */
const SAMPLE = 12
type Span = { readonly from: Day; readonly to: Day; readonly unit: string | null }
type Words = (kind: 'applicant' | 'other-agency' | 'force-majeure' | 'system') => string

/** Of procedures settled in a span: the median of days, the share late, and whose the time was in the newest of them. */
export async function timingsOf(
  ctx: Ctx,
  procedures: readonly string[],
  { from, to, unit }: Span,
  say: Words
): Promise<Map<string, Timing>> {
  if (procedures.length === 0) return new Map()
  const span = { since: startOf(from), before: endOf(to) }
  const [times, sample] = await Promise.all([medians(ctx, procedures, span, unit), newest(ctx, procedures, span, unit)])
  const events = await eventsOf(
    ctx,
    sample.map(({ id }) => id)
  )
  const held = new Map<string, Map<string, number>>()
  for (const { id, procedure, settlingUnit, rules } of sample) {
    const clock = await clockFor(ctx, ruleSet(rules), settlingUnit)
    const time = timeByHolder(events.get(id) ?? [], settlingUnit, minutesBy(clock), span.before, [])
    const waits = held.get(procedure) ?? new Map<string, number>()
    held.set(procedure, waits)
    for (const { holder, minutes } of time?.parts ?? []) {
      const who = keyOf(holder)
      waits.set(who, (waits.get(who) ?? 0) + minutes)
    }
  }
  const units = [...new Set([...held.values()].flatMap(waits => [...waits.keys()]))].filter(key => key.includes('.'))
  const names = await unitNames(ctx, units)
  const named = (key: string): string =>
    key.includes('.') ? wordsIn(ctx.language, names.get(key) ?? { vi: key }) : say(key as 'applicant')
  return new Map(
    times.map(({ procedure, median, late }) => [
      procedure,
      { medianDays: median, lateShare: late, waits: sharesOf(held.get(procedure) ?? new Map(), named) }
    ])
  )
}

const keyOf = (holder: Held['holder']): string => ('unit' in holder ? holder.unit : holder.kind)

/** The three that held it longest. */
function sharesOf(waits: ReadonlyMap<string, number>, named: (key: string) => string): Timing['waits'] {
  const all = [...waits.values()].reduce((sum, minutes) => sum + minutes, 0)
  if (all === 0) return []
  return [...waits]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([key, minutes]) => ({ who: named(key), share: minutes / all }))
}

type Instants = { readonly since: Date; readonly before: Date }
const medians = ({ sql }: Ctx, procedures: readonly string[], { since, before }: Instants, unit: string | null) => sql<
  { procedure: string; median: number | null; late: number | null }[]
>`
  select procedure_code as "procedure",
    round((percentile_cont(0.5) within group (order by extract(epoch from finished_at - received_at)) / 86400)::numeric, 1)::float8 as "median",
    (count(*) filter (where finished_at > due_at))::float8 / count(*) as "late"
  from settlement
  where procedure_code = any(${[...procedures]}::text[]) and finished_at >= ${since} and finished_at < ${before}
    and received_at is not null and source = ''
    and (${unit}::text is null or settling_unit = ${unit} or starts_with(settling_unit, ${unit} || '.'))
  group by procedure_code`

const newest = ({ sql }: Ctx, procedures: readonly string[], { since, before }: Instants, unit: string | null) => sql<
  { id: string; procedure: string; settlingUnit: string; rules: RuleSetId }[]
>`
  select recent.id as "id", asked.procedure as "procedure", recent.unit as "settlingUnit", recent.rules as "rules"
  from unnest(${[...procedures]}::text[]) as asked (procedure), lateral (
    select dossier_id as id, settling_unit as unit, rule_set as rules from settlement
    where procedure_code = asked.procedure and finished_at >= ${since} and finished_at < ${before} and received_at is not null
      and source = '' and (${unit}::text is null or settling_unit = ${unit} or starts_with(settling_unit, ${unit} || '.'))
    order by finished_at desc limit ${SAMPLE}) recent`
