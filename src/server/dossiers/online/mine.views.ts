import type { Ctx } from '#server/platform/index.ts'
import type { DossierPhase } from '../model.ts'
import { numbersOf } from './own.rules.ts'
import type { Self } from './own.rules.ts'

export type MyRow = {
  id: string
  code: string
  phase: DossierPhase
  procedureName: string
  applicantName: string
  filedAt: Date
  dueAt: Date | null
}
/** `answerBy`: until when an answer to what was asked is awaited. */
export type WaitingRow = MyRow & { answerBy: string | null }
export type After = { readonly filedAt: string; readonly id: string }

/** A person's own dossiers, the latest first: filed from the account, or in the same name with the same number. */
export const myDossiers = ({ sql }: Ctx, self: Self, after: After | null, limit: number) => sql<MyRow[]>`
  select id as "id", code as "code", phase as "phase", procedure_name as "procedureName",
    applicant_name as "applicantName", filed_at as "filedAt", due_at as "dueAt"
  from dossier
  where (account_id = ${self.id}::uuid
      or (applicant_number = any(${numbersOf(self)}::text[]) and lower(applicant_name) = lower(${self.fullName})))
    and (${after?.id ?? null}::uuid is null
      or (filed_at, id) < (${after?.filedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
  order by filed_at desc, id desc
  limit ${limit}`

/** Those that wait for the person: papers or a fee asked for, a result to fetch. */
export const myWaiting = ({ sql }: Ctx, self: Self) => sql<WaitingRow[]>`
  select id as "id", code as "code", phase as "phase", procedure_name as "procedureName",
    applicant_name as "applicantName", filed_at as "filedAt", due_at as "dueAt",
    state ->> 'answerBy' as "answerBy"
  from dossier
  where (account_id = ${self.id}::uuid
      or (applicant_number = any(${numbersOf(self)}::text[]) and lower(applicant_name) = lower(${self.fullName})))
    and phase in ('supplement', 'fee-due', 'settled')
  order by filed_at desc, id desc
  limit 50`

/** The procedures people use most, by the latest 2,000 dossiers: cheap however many there are. */
export const popularProcedures = ({ sql }: Ctx, limit: number) => sql<{ code: string }[]>`
  select latest.procedure_code as "code"
  from (select procedure_code from dossier order by filed_at desc, id desc limit 2000) as latest
  join procedure on procedure.code = latest.procedure_code and procedure.status = 'in-force'
  group by latest.procedure_code
  order by count(*) desc, latest.procedure_code
  limit ${limit}`
