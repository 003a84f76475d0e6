import type { Ctx } from '#server/platform/index.ts'
import type { AllRow } from './model.ts'

/** Received, due or finished in a span, or open now: the columns of every count. */
export const KINDS = ['received', 'due', 'finished', 'open'] as const
export type Kind = (typeof KINDS)[number]

export type AllAsked = {
  /** Folded or lower-case words; empty for all. */
  readonly text?: string
  /** Receiving or settling units; null for all. */
  readonly units?: readonly string[] | null
  readonly procedure?: string | null
  /** `own`, `foreign`, or the code of one system; null for all. */
  readonly source?: string | null
  readonly state?: number | null
  /** Which moment lies between `from` and `to`; null: the filing. What is open is open now, whatever the span. */
  readonly kind?: Kind | null
  readonly from?: Date | null
  readonly to?: Date | null
  readonly after?: { readonly at: string; readonly code: string } | null
  readonly limit: number
}

/** Ours and theirs, each once, newest first; `late` is null where the source does not let us know. */
export const allDossiersFor = ({ sql, now }: Ctx, asked: AllAsked) => {
  const { text = '', units = null, procedure = null, source = null, state = null } = asked
  const { kind = null, from = null, to = null } = asked
  const after = asked.after ?? null
  return sql<AllRow[]>`
    select a.source as "source", y.name_vi as "sourceName", a.code as "code", a.national_code as "nationalCode",
      a.procedure_code as "procedureCode", a.procedure_name as "procedureName", a.applicant_name as "applicantName",
      a.receiving_unit as "receivingUnit", a.settling_unit as "settlingUnit", a.state as "state", a.channel as "channel",
      a.filed_at as "filedAt", a.received_at as "receivedAt", a.due_at as "dueAt", a.finished_at as "finishedAt",
      a.returned_at as "returnedAt", a.told_at as "toldAt",
      any_dossier_late(a.source, a.state, a.due_at, a.finished_at, ${now()}) as "late"
    from all_dossier a left join system y on y.code = a.source
    cross join lateral (select case ${kind}::text when 'received' then a.received_at when 'due' then a.due_at
      when 'finished' then a.finished_at else a.filed_at end as at) as moment
    where (${text} = '' or a.search like '%' || ${text} || '%')
      and (${units as string[] | null}::text[] is null
        or a.receiving_unit = any(${units as string[] | null}::text[]) or a.settling_unit = any(${units as string[] | null}::text[]))
      and (${procedure}::text is null or a.procedure_code = ${procedure})
      and (${source}::text is null or a.source = ${source} or (${source} = 'own' and a.source is null)
        or (${source} = 'foreign' and a.source is not null))
      and (${state}::int is null or a.state = ${state})
      and (${kind}::text is distinct from 'open' or (a.received_at is not null and a.state not in (3, 8, 9, 10)))
      and (${kind}::text is not distinct from 'open' or ${from}::timestamptz is null and ${kind}::text is null
        or moment.at >= coalesce(${from}::timestamptz, '-infinity') and moment.at < coalesce(${to}::timestamptz, 'infinity'))
      and (${after?.code ?? null}::text is null
        or (a.filed_at, a.code) < (${after?.at ?? null}::timestamptz, ${after?.code ?? null}::text))
    order by a.filed_at desc, a.code desc
    limit ${asked.limit}`
}

export type AllCount = {
  source: string | null
  received: number
  due: number
  finished: number
  onTime: number
  late: number
  unknown: number
}
/**
 * Counts by source for a span: received in it, due in it, finished in it, and of those finished how. Counted from the
 * settlements, as lists, indices and reports are, so that no two figures differ.
 */
export const countAllDossiers = (
  { sql }: Ctx,
  { from, to, units = null }: { from: Date; to: Date; units?: readonly string[] | null }
) => sql<AllCount[]>`
  select nullif(s.source, '') as "source",
    count(*) filter (where s.received_at >= ${from} and s.received_at < ${to})::int as "received",
    count(*) filter (where s.due_at >= ${from} and s.due_at < ${to})::int as "due",
    count(*) filter (where s.finished_at >= ${from} and s.finished_at < ${to})::int as "finished",
    count(*) filter (where s.finished_at >= ${from} and s.finished_at < ${to}
      and (s.finished_at <= s.due_at or s.due_at is null and (s.source = '' or s.phase = 'not-accepted')))::int as "onTime",
    count(*) filter (where s.finished_at >= ${from} and s.finished_at < ${to} and s.finished_at > s.due_at)::int as "late",
    count(*) filter (where s.finished_at >= ${from} and s.finished_at < ${to}
      and s.source <> '' and s.due_at is null and s.phase <> 'not-accepted')::int as "unknown"
  from settlement s
  where ${units as string[] | null}::text[] is null
    or s.receiving_unit = any(${units as string[] | null}::text[]) or s.settling_unit = any(${units as string[] | null}::text[])
  group by s.source order by s.source`

/** What the code alone shows of a dossier elsewhere: how far it is, who settles it and when that was last told. */
export const foreignProgress = async ({ sql }: Ctx, code: string) => {
  const [row] = await sql<
    { code: string; state: number; system: string; where: string; address: string; toldAt: Date }[]
  >`
    select f.code as "code", f.state as "state", y.name_vi as "system", y.where_to_go as "where",
      y.address as "address", f.told_at as "toldAt"
    from foreign_dossier f join system y on y.code = f.source
    where f.code = ${code} or f.national_code = ${code} order by f.source_time desc limit 1`
  return row ?? null
}
export type ForeignProgress = NonNullable<Awaited<ReturnType<typeof foreignProgress>>>
