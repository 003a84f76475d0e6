import { fold } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { ForeignDossier } from './model.ts'

/** Writes what a source tells, in one statement: new, or later than what is there. The rest is left as it is. */
export const put = ({ sql, now }: Ctx, source: string, told: readonly ForeignDossier[]) => sql<
  { code: string; added: boolean }[]
>`
  insert into foreign_dossier (source, code, national_code, procedure_code, procedure_name, applicant_name,
    applicant_number, receiving_unit, settling_unit, state, channel, filed_at, received_at, due_at, finished_at,
    returned_at, history, source_time, told_at, search)
  select ${source}, code, national_code, procedure_code, coalesce(nullif(procedure_name, ''),
      (select p.name from procedure p where p.code = procedure_code), ''), applicant_name, applicant_number,
    receiving_unit, settling_unit, state, channel, filed_at, received_at, due_at, finished_at, returned_at, history,
    source_time, ${now()}, search
  from jsonb_to_recordset(${sql.json(told.map(rowOf) as never)}) as given (code text, national_code text,
    procedure_code text, procedure_name text, applicant_name text, applicant_number text, receiving_unit text,
    settling_unit text, state smallint, channel smallint, filed_at timestamptz, received_at timestamptz,
    due_at timestamptz, finished_at timestamptz, returned_at timestamptz, history jsonb, source_time timestamptz, search text)
  on conflict (source, code) do update set
    national_code = excluded.national_code, procedure_code = excluded.procedure_code,
    procedure_name = excluded.procedure_name, applicant_name = excluded.applicant_name,
    applicant_number = excluded.applicant_number, receiving_unit = excluded.receiving_unit,
    settling_unit = excluded.settling_unit, state = excluded.state, channel = excluded.channel,
    filed_at = excluded.filed_at, received_at = excluded.received_at, due_at = excluded.due_at,
    finished_at = excluded.finished_at, returned_at = excluded.returned_at, history = excluded.history,
    source_time = excluded.source_time, told_at = excluded.told_at, search = excluded.search
    where excluded.source_time > foreign_dossier.source_time
  returning code as "code", (xmax = 0) as "added"`

/** When each of these was last changed at the source, as we know it. */
export const timesOf = ({ sql }: Ctx, source: string, codes: readonly string[]) => sql<{ code: string; at: Date }[]>`
  select code as "code", source_time as "at" from foreign_dossier
  where source = ${source} and code = any(${codes as string[]}::text[])`

export const systemExists = async ({ sql }: Ctx, source: string): Promise<boolean> =>
  (await sql<{ code: string }[]>`select code as "code" from system where code = ${source}`).length > 0

const rowOf = (told: ForeignDossier) => ({
  code: told.code,
  national_code: told.nationalCode || null,
  procedure_code: told.procedure,
  procedure_name: told.procedureName,
  applicant_name: told.applicantName,
  applicant_number: told.applicantNumber,
  receiving_unit: told.receivingUnit,
  settling_unit: told.settlingUnit,
  state: told.state,
  channel: told.channel ?? null,
  filed_at: told.filedAt ?? null,
  received_at: told.receivedAt ?? null,
  due_at: told.dueAt ?? null,
  finished_at: told.finishedAt ?? null,
  returned_at: told.returnedAt ?? null,
  history: told.history,
  source_time: told.sourceTime,
  search:
    `${told.code} ${told.nationalCode ?? ''} ${told.applicantNumber} `.toLowerCase() +
    fold(`${told.applicantName} ${told.procedureName}`)
})
