import type { Ctx } from '#server/platform/index.ts'
import type { AllRow } from './model.ts'

export type AllAsked = {
  /** Folded or lower-case words; empty for all. */
  readonly text?: string
  /** Receiving or settling units; null for all. */
  readonly units?: readonly string[] | null
  readonly procedure?: string | null
  /** `own`, `foreign`, or the code of one system; null for all. */
  readonly source?: string | null
  readonly state?: number | null
  readonly from?: Date | null
  readonly to?: Date | null
  readonly after?: { readonly at: string; readonly code: string } | null
  readonly limit: number
}

/** Ours and theirs, each once, newest first; `late` is null where the source does not let us know. */
export const allDossiersFor = ({ sql, now }: Ctx, asked: AllAsked) => {
  const { text = '', units = null, procedure = null, source = null, state = null, from = null, to = null } = asked
  const after = asked.after ?? null
  return sql<AllRow[]>`
    select a.source as "source", y.name_vi as "sourceName", a.code as "code", a.national_code as "nationalCode",
      a.procedure_code as "procedureCode", a.procedure_name as "procedureName", a.applicant_name as "applicantName",
      a.receiving_unit as "receivingUnit", a.settling_unit as "settlingUnit", a.state as "state", a.channel as "channel",
      a.filed_at as "filedAt", a.received_at as "receivedAt", a.due_at as "dueAt", a.finished_at as "finishedAt",
      a.returned_at as "returnedAt", a.told_at as "toldAt",
      dossier_late(a.state, a.due_at, a.finished_at, ${now()}) as "late"
    from all_dossier a left join system y on y.code = a.source
    where (${text} = '' or lower(a.code) like '%' || ${text} || '%' or a.national_code ilike '%' || ${text} || '%'
        or exists (select from foreign_dossier f where f.source = a.source and f.code = a.code and f.search like '%' || ${text} || '%'))
      and (${units as string[] | null}::text[] is null
        or a.receiving_unit = any(${units as string[] | null}::text[]) or a.settling_unit = any(${units as string[] | null}::text[]))
      and (${procedure}::text is null or a.procedure_code = ${procedure})
      and (${source}::text is null or a.source = ${source} or (${source} = 'own' and a.source is null)
        or (${source} = 'foreign' and a.source is not null))
      and (${state}::int is null or a.state = ${state})
      and (${from}::timestamptz is null or a.filed_at >= ${from}) and (${to}::timestamptz is null or a.filed_at < ${to})
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
/** Counts over all dossiers by source for a span: received in it, due in it, finished in it, and of those finished how. */
export const countAllDossiers = (
  { sql, now }: Ctx,
  { from, to, units = null }: { from: Date; to: Date; units?: readonly string[] | null }
) => sql<AllCount[]>`
  select a.source as "source",
    count(*) filter (where a.received_at >= ${from} and a.received_at < ${to})::int as "received",
    count(*) filter (where a.due_at >= ${from} and a.due_at < ${to})::int as "due",
    count(*) filter (where a.finished_at >= ${from} and a.finished_at < ${to})::int as "finished",
    count(*) filter (where a.finished_at >= ${from} and a.finished_at < ${to}
      and not dossier_late(a.state, a.due_at, a.finished_at, ${now()}))::int as "onTime",
    count(*) filter (where a.finished_at >= ${from} and a.finished_at < ${to}
      and dossier_late(a.state, a.due_at, a.finished_at, ${now()}))::int as "late",
    count(*) filter (where a.finished_at >= ${from} and a.finished_at < ${to}
      and dossier_late(a.state, a.due_at, a.finished_at, ${now()}) is null)::int as "unknown"
  from all_dossier a
  where ${units as string[] | null}::text[] is null
    or a.receiving_unit = any(${units as string[] | null}::text[]) or a.settling_unit = any(${units as string[] | null}::text[])
  group by a.source order by a.source nulls first`

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
