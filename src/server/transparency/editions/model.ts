import { z } from 'zod'
import type { Day } from '#server/platform/index.ts'

export type LateListId = string & { readonly brand?: 'LateListId' }
/** A calendar month, `2026-12`. */
export type Month = string & { readonly brand?: 'Month' }
export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

/** How much of a named officer a view shows. */
export const DEPTHS = ['unit', 'post', 'name'] as const
export type Depth = (typeof DEPTHS)[number]

/** What an administrator sets about the lists; every version is kept. */
export const PolicyInput = z.object({
  answerDays: z.coerce.number().int().min(1).max(30),
  decideDays: z.coerce.number().int().min(1).max(60),
  shownMonths: z.coerce.number().int().min(1).max(60),
  inside: z.enum(DEPTHS),
  public: z.enum(DEPTHS),
  embedOn: z.array(z.string().regex(/^https:\/\/[a-z0-9.-]+(:\d+)?$/)).max(50)
})
export type Policy = z.infer<typeof PolicyInput>

/** Why an entry is struck off. */
export const GROUNDS = [
  'not-the-cause',
  'outside-system',
  'other-agency',
  'force-majeure',
  'wrong-data',
  'on-lawful-leave'
] as const
export type Ground = (typeof GROUNDS)[number]

/** One holder's part in one late dossier, or one complaint about behaviour that was found justified. */
export type Entry = {
  readonly no: number
  readonly kind: 'late' | 'behaviour'
  /** Code of the dossier, or reference of the finding. Nothing in a list says who applied or complained. */
  readonly about: string
  readonly unit: string
  readonly officer: string | null
  readonly officerName: string
  readonly post: string
  readonly dueAt: string | null
  readonly finishedAt: string | null
  /** Office minutes the dossier was late, and those of this holder. */
  readonly late: number
  readonly minutes: number
  readonly steps: readonly string[]
}

export type Answer = {
  readonly by: string
  readonly side: 'officer' | 'unit'
  readonly at: string
  readonly words: string
}
export type Verdict = { readonly kind: 'keep' } | { readonly kind: 'strike'; readonly ground: Ground }
export type Decided = { readonly verdict: Verdict; readonly reason: string; readonly by: string; readonly at: string }
export type HeardEntry = Entry & { readonly answers: readonly Answer[]; readonly decided: Decided | null }

/** Of how many: dossiers settled in the month or open beyond their day; late ones; late ones that no officer held up. */
export type Base = { readonly handled: number; readonly late: number; readonly outside: number }
export type Phase = 'drafted' | 'notified' | 'approved' | 'published' | 'taken-down'

export type LateList = {
  readonly id: LateListId
  readonly version: number
  readonly agency: string
  readonly month: Month
  readonly phase: Phase
  readonly base: Base
  readonly entries: readonly HeardEntry[]
  readonly answerBy: Day | null
  readonly decideBy: Day | null
  /** Edition that stands; 0 before the first. */
  readonly edition: number
  readonly publishedAt: string | null
  readonly shownUntil: Day | null
}

/** A verdict as forms write it: `keep`, or the ground for striking off. */
export const verdictFrom = (typed: string): Verdict =>
  GROUNDS.includes(typed as Ground) ? { kind: 'strike', ground: typed as Ground } : { kind: 'keep' }
