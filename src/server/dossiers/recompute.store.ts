import type { Ctx } from '#server/platform/index.ts'
import type { OpenLedger } from './recompute.rules.ts'

/**
 * The dossiers whose clock runs or stands, or whose applicant is awaited, in portions. The two halves are the two partial
 * indexes.
 */
export const openLedgers = ({ sql }: Ctx) =>
  sql<OpenLedger[]>`
    with open as (
      select id, version, code, procedure_name, settling_unit, rule_set, due_at, phase, state
      from dossier
      where phase in ('accepted', 'processing', 'fee-due', 'withdrawing') and jsonb_typeof(state -> 'ledger') = 'object'
      union all
      select id, version, code, procedure_name, settling_unit, rule_set, due_at, phase, state
      from dossier
      where phase = 'supplement'
    )
    select id as "id", version as "version", code as "code", procedure_name as "procedureName",
      settling_unit as "settlingUnit", rule_set as "ruleSet", due_at as "dueAt", state #>> '{procedure,process}' as "process",
      jsonb_strip_nulls(jsonb_build_object('phase', phase, 'answerWithin', state -> 'answerWithin',
        'askedAt', state -> 'askedAt'))
      || jsonb_build_object('ledger', state -> 'ledger', 'steps', state -> 'steps', 'answerBy', state -> 'answerBy') as "timed"
    from open`.cursor(500)

/** Asks for the run of a change; a rare job, so it is enqueued directly and with the change in one transaction. */
export const ask = ({ sql, now, province }: Ctx, change: number, because: string) => sql<{ count: number }[]>`
  with asked as (
    insert into recomputation (change_id, because, asked_at) values (${change}, ${because}, ${now()})
    on conflict do nothing
    returning change_id
  )
  select count(job.id)
  from asked, graphile_worker.add_job('dossiers.recompute-all',
    json_build_object('change', asked.change_id, 'province', ${province.schema}::text),
    job_key => ${province.schema}::text || ':recompute-' || asked.change_id::text) as job`

export async function begin({ sql }: Ctx, change: number): Promise<{ because: string; done: number } | null> {
  const [row] = await sql<{ because: string; done: number }[]>`
    select because as "because", done as "done" from recomputation where change_id = ${change} and finished_at is null`
  return row ?? null
}

export const progress = (
  { sql }: Ctx,
  change: number,
  step: { total: number | null; done: number; moved: number }
) => sql`
  update recomputation
  set total = coalesce(${step.total}::integer, total), done = done + ${step.done}, moved = moved + ${step.moved}
  where change_id = ${change}`

export const finish = ({ sql, now }: Ctx, change: number) => sql`
  update recomputation set finished_at = ${now()} where change_id = ${change}`

export type Run = {
  change: number
  total: number | null
  done: number
  moved: number
  askedAt: Date
  finishedAt: Date | null
}

/** The runs of the newest changes. */
export const recomputations = ({ sql }: Ctx, limit = 50) => sql<Run[]>`
  select change_id as "change", total as "total", done as "done", moved as "moved", asked_at as "askedAt",
    finished_at as "finishedAt"
  from recomputation order by change_id desc limit ${limit}`
