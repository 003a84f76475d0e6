import { z } from 'zod'
import type { ProcessModel } from './model.ts'

const Unit = z.enum(['working_day', 'day', 'working_hour'])

/** One row of a published step table. */
export const StepRow = z.object({
  no: z.string(),
  action: z.string(),
  role: z.string(),
  time_text: z.string(),
  value: z.number().positive().nullable(),
  unit: Unit.nullable(),
  stage: z.number().int().min(1)
})
export type StepRow = z.infer<typeof StepRow>

/** One line of a file of internal processes: a step table as published, with where it comes from. */
export const ProcessRecord = z.object({
  code: z.string().nullable(),
  title: z.string(),
  name: z.string().nullish(),
  province: z.string().nullish(),
  decision: z.string().nullish(),
  date: z.string().nullish(),
  columns: z.array(z.string()).default([]),
  steps: z.array(StepRow).min(1),
  total_text: z.string().nullish(),
  total_value: z.number().positive().nullish(),
  total_unit: Unit.nullish()
})
export type ProcessRecord = z.infer<typeof ProcessRecord>

export const IMPORT_REMARKS = [
  'not-json',
  'not-a-process',
  'process-invalid',
  'noise-row',
  'role-unknown',
  'several-roles',
  'time-missing',
  'time-unreadable',
  'time-differs',
  'days-read-as-office-time',
  'days-read-as-calendar-days',
  'step-number-repeated',
  'stage-sum-differs',
  'total-missing',
  'total-differs',
  'signature-missing',
  'approval-in-words',
  'return-missing',
  'unit-in-words',
  'several-procedures',
  'name-missing',
  'table-repeated'
] as const

/** Something in a line that was not understood, or was read by a rule the office should know. Words: `remark.<code>`. */
export type ImportRemark = {
  readonly code: (typeof IMPORT_REMARKS)[number]
  /** Position of the row in the published table, from 1; null for the table as a whole. */
  readonly row: number | null
  readonly detail: string
}

/** What one line became. */
export type ReadProcess =
  | {
      readonly kind: 'rejected'
      readonly line: number
      readonly title: string
      readonly remarks: readonly ImportRemark[]
    }
  | ({ readonly kind: 'read'; readonly line: number; readonly remarks: readonly ImportRemark[] } & CompiledProcess)

export type CompiledProcess = {
  readonly procedureCode: string | null
  readonly title: string
  readonly source: string
  readonly xml: string
  readonly model: ProcessModel
  readonly contentHash: string
}
