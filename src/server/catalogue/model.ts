import { z } from 'zod'
import type { Day, Words } from '#server/platform/index.ts'
import { FormSchema } from './form.model.ts'

/** Vietnamese always, English where somebody has written it. */
export const WordsInput = z.object({ vi: z.string().min(1), en: z.string().min(1).optional() })

/** `1.001193`, or a province's copy `1.001612.000.00.00.H48` (facts 2.4). Kept as text; other shapes are reported, not refused. */
export const NATIONAL_CODE = /^[1-6]\.\d{6}((\.000\.00\.00)?\.[A-Y]\d{2})?$/

export const CHANNELS = ['counter', 'online', 'post'] as const
export type Channel = (typeof CHANNELS)[number]

/** Which level settles it. `other`: notaries, missions abroad and the like. */
export const LEVELS = ['commune', 'province', 'ministry', 'other'] as const
export type Level = (typeof LEVELS)[number]

export const SERVICE_LEVELS = ['full', 'partial', 'information'] as const
export type ServiceLevel = (typeof SERVICE_LEVELS)[number]

/** The four units in which Vietnamese procedures state a limit; never converted into each other (deadline facts F05). */
export const LIMIT_UNITS = ['working-day', 'working-hour', 'calendar-day', 'month'] as const
export const Limit = z.object({ value: z.number().positive(), unit: z.enum(LIMIT_UNITS) })
export type Limit = z.infer<typeof Limit>

/** One stated limit. A procedure may state several, by case and by channel; `limit` is null where only words are known. */
export const StatedLimit = z.object({
  channel: z.enum(CHANNELS),
  case: z.string(),
  limit: Limit.nullable(),
  text: z.string()
})
export type StatedLimit = z.infer<typeof StatedLimit>

/** A paper the applicant hands in. `when` is a FEEL condition over the form's answers; without it the paper always counts. */
export const Paper = z.object({
  code: z.string().min(1),
  name: WordsInput,
  originals: z.number().int().min(0),
  certified: z.number().int().min(0),
  copies: z.number().int().min(0),
  template: z.string().nullable(),
  case: z.string(),
  required: z.boolean(),
  when: z.string().startsWith('=').optional(),
  /** The database whose data replace this paper (Resolution 66.7/2025/NQ-CP): do not ask for it when the data are there. */
  replacedBy: z.string().nullable()
})
export type Paper = z.infer<typeof Paper>

/** Who pays less: a ground the applicant may claim, the share let off (1 = all) and the article that says so. */
export const Relief = z.object({ ground: z.string(), share: z.number().min(0).max(1), article: z.string() })

/**
 * One fee. `amount` null = only the text is known. `quantity` names the fact that multiplies it (pages, copies…);
 * `beyond` gives the cheaper price from a certain piece on, `most` the ceiling.
 */
export const FeeRule = z.object({
  name: WordsInput,
  amount: z.number().min(0).nullable(),
  currency: z.string(),
  per: z.string(),
  text: z.string(),
  channel: z.enum(CHANNELS).nullable(),
  case: z.string(),
  relief: z.array(Relief),
  quantity: z.string().optional(),
  /** The question of the form that says how many, where it is not named like the fact. */
  quantityField: z.string().optional(),
  beyond: z.object({ pieces: z.number().int().positive(), amount: z.number().min(0) }).optional(),
  most: z.number().positive().optional(),
  note: z.string().optional()
})
export type FeeRule = z.infer<typeof FeeRule>

/** Which unit of the province settles: the commune where it is filed, or a department by its short code. */
export const Settling = z.object({ kind: z.enum(['commune', 'department', 'elsewhere']), code: z.string().nullable() })
export type Settling = z.infer<typeof Settling>

const DayText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** A deviation of the sector's law from the rule set's way of counting, e.g. received after 15:00 counts from tomorrow. */
export const LateRule = z.object({
  after: z.string().regex(/^\d{2}:\d{2}$/),
  effect: z.literal('received-next-opening')
})

/** Everything a revision publishes. Immutable once published: open dossiers stay on theirs. */
export const ProcedureContent = z.object({
  code: z.string().min(1).max(60),
  name: WordsInput,
  field: z.object({ code: z.string().min(1), name: WordsInput }),
  level: z.enum(LEVELS),
  levels: z.array(z.enum(LEVELS)).min(1),
  kind: z.string(),
  agency: z.string(),
  settling: Settling,
  authority: z.string(),
  applicants: z.array(z.string()),
  limits: z.array(StatedLimit),
  statutory: Limit.nullable(),
  /** The service promise: may be shorter than the law allows, never longer. */
  promise: Limit.nullable(),
  atOnce: z.boolean(),
  serviceLevel: z.enum(SERVICE_LEVELS),
  papers: z.array(Paper),
  sets: z.number().int().min(1),
  fees: z.array(FeeRule),
  results: z.array(z.object({ code: z.string(), name: WordsInput })),
  legalBases: z.array(z.string()),
  conditions: z.string(),
  steps: z.array(WordsInput),
  form: FormSchema.nullable(),
  processId: z.string().nullable(),
  lateRule: LateRule.nullable(),
  deadlineRules: z.record(z.string(), z.unknown()),
  announced: z.object({
    number: z.string(),
    announcedOn: DayText.nullable(),
    madePublicOn: DayText.nullable(),
    inForceOn: DayText.nullable()
  }),
  ruleSet: z.string(),
  validFrom: DayText,
  note: z.string()
})
export type ProcedureContent = z.infer<typeof ProcedureContent>

/** A published revision: its content and who published it when. */
export type ProcedureRevision = {
  readonly id: string
  readonly number: number
  readonly contentHash: string
  readonly publishedAt: Date
  readonly publishedBy: string
  readonly content: ProcedureContent
}

export const PROCEDURE_STATES = ['in-force', 'withdrawn'] as const
export type ProcedureState = (typeof PROCEDURE_STATES)[number]

/** A line of a list of procedures. */
export type ProcedureRow = {
  readonly code: string
  readonly name: Words
  readonly field: { readonly code: string; readonly name: string }
  readonly levels: readonly Level[]
  readonly agency: string
  readonly serviceLevel: ServiceLevel
  readonly atOnce: boolean
  readonly limit: Limit | null
  readonly validFrom: Day
}

/** What changed between two revisions, ready to be read out. */
export type Difference = {
  readonly part: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly words: { readonly vi: string; readonly en: string }
}
