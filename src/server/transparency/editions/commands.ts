import type { Day } from '#server/platform/day.ts'
import type { Base, Entry, Month, Phase, Verdict } from './model.ts'

export type Command =
  | {
      readonly kind: 'draft'
      readonly agency: string
      readonly month: Month
      readonly base: Base
      readonly entries: readonly Entry[]
    }
  | { readonly kind: 'notify'; readonly answerBy: Day; readonly decideBy: Day }
  | { readonly kind: 'answer'; readonly no: number; readonly side: 'officer' | 'unit'; readonly words: string }
  | { readonly kind: 'decide'; readonly no: number; readonly verdict: Verdict; readonly reason: string }
  | { readonly kind: 'approve' }
  | { readonly kind: 'publish'; readonly hash: string; readonly shownUntil: Day }
  | { readonly kind: 'correct'; readonly hash: string; readonly because: string }
  | { readonly kind: 'take-down' }

/** What a decision needs beside the list. `by` is the name of who acts; the system's is empty. */
export type Facts = { readonly now: Date; readonly today: Day; readonly by: string }

export type ListRefusal =
  | { readonly code: 'late-list-exists' | 'late-list-missing' | 'late-list-entry-missing' | 'late-list-words-missing' }
  | { readonly code: 'late-list-phase'; readonly phase: Phase }
  | { readonly code: 'late-list-answer-over' | 'late-list-not-heard'; readonly until: Day }
  | { readonly code: 'late-list-undecided'; readonly entries: number }
  | { readonly code: 'late-list-still-shown'; readonly until: Day }
