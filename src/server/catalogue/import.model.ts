import { z } from 'zod'

const text = z
  .string()
  .nullish()
  .transform(value => (value ?? '').normalize('NFC'))
const list = z
  .array(text)
  .nullish()
  .transform(value => value ?? [])
const number = z
  .number()
  .nullish()
  .transform(value => value ?? null)

/** One channel of an imported record: a way of filing with its limit and its fee. */
export const ImportedChannel = z.object({
  channel: text,
  time_value: number,
  time_unit: text,
  time_text: text,
  fee_text: text,
  fee_amount: number,
  fee_currency: text,
  note: text,
  parse: text
})
export type ImportedChannel = z.infer<typeof ImportedChannel>

export const ImportedPaper = z.object({ case: text, name: text, template: text, originals: number, copies: number })
export type ImportedPaper = z.infer<typeof ImportedPaper>

/** A line of the published data on procedures. Only the code and the name are indispensable; all else may be empty. */
export const ImportedProcedure = z.object({
  code: z.string().min(1).max(60),
  name: z
    .string()
    .min(1)
    .transform(value => value.normalize('NFC').trim()),
  ministry: text,
  decision: text,
  level: list,
  kind: text,
  field: text,
  applicants: list,
  agency: text,
  authority: text,
  coordinating: text,
  address: text,
  time_limit: text,
  time_limit_main: z.object({ value: z.number(), unit: z.string() }).nullish(),
  fee: text,
  channels: z
    .array(ImportedChannel)
    .nullish()
    .transform(value => value ?? []),
  channels_text: text,
  components: z
    .array(ImportedPaper)
    .nullish()
    .transform(value => value ?? []),
  components_text: text,
  steps: text,
  results: z
    .array(z.object({ name: text, code: text }))
    .nullish()
    .transform(value => value ?? []),
  conditions: text,
  legal_bases_text: text,
  related: z.unknown().optional(),
  url: text,
  source: z.unknown().optional(),
  quality: list
})
export type ImportedProcedure = z.infer<typeof ImportedProcedure>

export const KNOWN_MEMBERS: ReadonlySet<string> = new Set(Object.keys(ImportedProcedure.shape))

export const NOTICE_KINDS = [
  'json-broken',
  'code-odd',
  'code-twice',
  'level-unknown',
  'limit-missing',
  'limit-without-unit',
  'limit-text-only',
  'limit-clock-hours',
  'limits-several',
  'time-and-fee-glued',
  'fee-foreign-currency',
  'fee-huge',
  'fee-tiny',
  'fee-negative',
  'fee-text-only',
  'fee-free-but-names-sum',
  'papers-missing',
  'paper-not-a-paper',
  'agency-missing',
  'member-unknown',
  'source-doubtful',
  'kept-limits',
  'kept-agency',
  'kept-fees',
  'kept-papers'
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Something the import did not understand, with the words it stumbled over. */
export type Notice = { readonly kind: NoticeKind; readonly detail: string }

/** A line of the report, ready to be read in both languages. */
export type ImportLine = {
  readonly line: number
  readonly code: string
  readonly kind: NoticeKind
  readonly vi: string
  readonly en: string
}
export type ImportSummary = {
  readonly lines: number
  readonly published: number
  readonly unchanged: number
  readonly leftOut: number
  readonly notices: Readonly<Partial<Record<NoticeKind, number>>>
}
