import { z } from '@hono/zod-openapi'
import type { ArticleKey, PauseCause, PauseEffect } from '#server/rulesets/index.ts'
import type { Day, Words } from '#server/platform/index.ts'

/** How a legal term is measured. Units that look alike are not: a working day is neither 8 nor 24 working hours. */
export const LIMIT_UNITS = ['working-day', 'working-hour', 'calendar-day', 'month'] as const
export type LimitUnit = (typeof LIMIT_UNITS)[number]
export const Limit = z
  .object({ unit: z.enum(LIMIT_UNITS), value: z.number().min(-10_000).max(10_000) })
  .refine(({ unit, value }) => unit.startsWith('working') || Number.isInteger(value), {
    path: ['value'],
    error: 'field.whole'
  })
export type Limit = { readonly unit: LimitUnit; readonly value: number }

const HOUR = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/
export const Hour = z.string().regex(HOUR, 'field.hour')
/** An unbroken piece of office time; `24:00` is the end of the day. */
export const Spell = z.tuple([Hour, Hour]).refine(([open, close]) => open < close, 'field.spell')
export type Spell = readonly [open: string, close: string]
/** The spells of a day, none touching the one before it. */
export const Spells = z
  .array(Spell)
  .max(6)
  .refine(spells => spells.every((spell, i) => i === 0 || spells[i - 1]![1] < spell[0]), 'field.spells')

/** Why a date differs from its weekday. Only a law, decision or notice makes such a day; observances do not. */
export const DAY_KINDS = ['holiday', 'in-lieu', 'swapped-off', 'swapped-working'] as const
export type DayKind = (typeof DAY_KINDS)[number]
export const DAY_STATUSES = ['announced', 'by-law', 'computed', 'unverified'] as const
export type DayStatus = (typeof DAY_STATUSES)[number]
export type CalendarDay = {
  readonly day: Day
  readonly kind: DayKind
  readonly name: Words
  /** The decision, notice or article that makes it so. */
  readonly source: string
  readonly status: DayStatus
}

/** A receipt strictly after this hour, or on a day off, is taken as received at the next opening. */
export const LateRule = z.object({
  after: Hour,
  effect: z.literal('received-next-opening').default('received-next-opening')
})
export type LateRule = { readonly after: string; readonly effect: 'received-next-opening' }

export type Articles = Readonly<Partial<Record<ArticleKey, string>>>

const EFFECT = z.enum(['resume', 'restart', 'none'])
const DayKey = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** The hours of an office nobody has entered hours for. */
export const USUAL_HOURS: z.infer<typeof Spells> = [
  ['07:30', '11:30'],
  ['13:30', '17:30']
]
/** Where a rule set is silent: the decree starts the time again after a supplement. */
const USUAL_EFFECTS = {
  supplement: 'restart',
  fee: 'resume',
  'other-agency': 'none',
  'force-majeure': 'resume'
} as const

/** Every counting convention a decree, a sector or a province may set for itself; articles are dated data too. */
export const DeadlineRules = z.object({
  hours: Spells.default(USUAL_HOURS),
  hoursByDate: z.record(DayKey, Spells).default({}),
  pauseEffects: z
    .object({ supplement: EFFECT, fee: EFFECT, 'other-agency': EFFECT, 'force-majeure': EFFECT })
    .default(USUAL_EFFECTS),
  /** Whole-day limits: give back whole days, or the office minutes inside the pause after the due instant. */
  pauseUnit: z.enum(['limit', 'office-time']).default('limit'),
  lateRule: LateRule.nullable().default(null),
  dueTime: z.enum(['closing', 'same-time', 'day-end']).default('closing'),
  fraction: z.enum(['from-moment', 'part-of-last-day']).default('from-moment'),
  extensionNotice: z.enum(['calendar-day', 'working-day']).default('calendar-day'),
  extensions: z.number().int().min(0).default(1),
  articles: z.record(z.string(), z.string()).default({})
})
export type DeadlineRules = {
  readonly hours: readonly Spell[]
  readonly hoursByDate: Readonly<Record<Day, readonly Spell[]>>
  readonly pauseEffects: Readonly<Record<PauseCause, PauseEffect>>
  readonly pauseUnit: 'limit' | 'office-time'
  readonly lateRule: LateRule | null
  readonly dueTime: 'closing' | 'same-time' | 'day-end'
  readonly fraction: 'from-moment' | 'part-of-last-day'
  readonly extensionNotice: 'calendar-day' | 'working-day'
  readonly extensions: number
  readonly articles: Articles
}

/** A time in which nobody in the office could work on the dossier; `to` is null while it lasts. */
export type Pause = {
  readonly from: Date
  readonly to: Date | null
  readonly cause: PauseCause
  /** Overrules what the rules say of this cause. */
  readonly stopsClock?: boolean
}
export type ExtensionRequest = { readonly requestedAt: Date; readonly limit: Limit }

/** Office hours of a unit, or of the province where `unit` is null; the newest valid entry of the season governs. */
export type OfficeHours = {
  readonly unit: string | null
  readonly validFrom: Day
  readonly validTo: Day | null
  /** Months of the season, 1 to 12; empty: all year. */
  readonly months: readonly number[]
  readonly spells: readonly Spell[]
}

/** The facts a deadline is replayed from; never a due date that somebody else computed. */
export type DeadlineInput = {
  readonly receivedAt: Date
  readonly limit: Limit
  readonly rules: DeadlineRules
  readonly pauses?: readonly Pause[]
  readonly extensions?: readonly ExtensionRequest[]
  readonly finishedAt?: Date | null
  readonly remindBefore?: Limit | null
  /** The moment asked about: gives the estimate of a paused dossier and whether a running one is late. */
  readonly asOf?: Date
}

export const DEADLINE_ERRORS = ['limit-negative', 'no-working-time', 'calendar-not-covered', 'date-impossible'] as const
export type DeadlineError = (typeof DEADLINE_ERRORS)[number]

/** Why a day was counted or passed over. */
export type DayReason =
  | 'working-day'
  | 'calendar-day'
  | 'office-time'
  | 'given-back'
  | 'end-of-term'
  | 'first-day'
  | 'weekend'
  | 'closed'
  | 'paused'
  | 'moved'
  | DayKind
export type CountedDay = {
  readonly day: Day
  readonly counted: boolean
  readonly why: DayReason
  readonly name?: Words
  /** Part of the day, where a fraction of a day is part of the last one. */
  readonly share?: number
  /** Office minutes spent, for limits of hours. */
  readonly minutes?: number
}

type Told<What extends string, Facts> = { readonly what: What; readonly at: Date; readonly article?: string } & Facts
/** What happened to the clock, in order. */
export type Entry =
  | Told<'received', unknown>
  | Told<'late-receipt', { readonly takenAs: Date; readonly after: string; readonly why: 'after-hour' | 'day-off' }>
  | Told<'term', { readonly limit: Limit; readonly dueAt: Date }>
  | Told<'pause', { readonly until: Date; readonly cause: PauseCause; readonly shift: Limit; readonly dueAt: Date }>
  | Told<'restart', { readonly since: Date; readonly cause: PauseCause; readonly dueAt: Date }>
  | Told<'waiting', { readonly cause: PauseCause; readonly estimate: Date | null }>
  | Told<'pause-ignored', { readonly cause: PauseCause; readonly why: 'after-due' | 'clock-goes-on' }>
  | Told<'extension', { readonly limit: Limit; readonly dueAt: Date }>
  | Told<'extension-refused', { readonly limit: Limit; readonly why: ExtensionRefusal }>
  | Told<'counted', { readonly limit: Limit; readonly days: readonly CountedDay[] }>
  | Told<'moved', { readonly from: Day; readonly to: Day }>
  | Told<'due', unknown>
  | Told<'finished', { readonly late: boolean }>
export type ExtensionRefusal = 'negative' | 'already-extended' | 'too-late'

export type Deadline = {
  /** When counting starts: the receipt, or the opening it is taken as. */
  readonly startedAt: Date
  /** Due as if nothing had happened since receipt. */
  readonly originalDueAt: Date | null
  /** Due now; null while paused or where it cannot be computed. */
  readonly dueAt: Date | null
  /** Paused: due if the supplement were complete at `asOf`. */
  readonly estimateAt: Date | null
  readonly state: 'running' | 'paused' | 'finished'
  readonly error: DeadlineError | null
  /** Finished (or still open at `asOf`) strictly after the due instant; null while nobody can say. */
  readonly late: boolean | null
  readonly remindAt: Date | null
  readonly extensionsGranted: number
  /** Decision 766 measuring: supplement intervals subtracted, a second request is late. */
  readonly serviceIndex: { readonly dueAt: Date | null; readonly supplements: number; readonly late: boolean | null }
  readonly entries: readonly Entry[]
  readonly explanation: { readonly vi: string; readonly en: string }
}
