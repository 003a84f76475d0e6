import type { Day } from '#server/platform/day.ts'
import type { Base, Entry, Month, Verdict } from './model.ts'

/** What happened to a list of late work: in the past tense and final. */
export type EventData = {
  'late-list.drafted': { agency: string; month: Month; base: Base; entries: readonly Entry[] }
  'late-list.notified': { answerBy: Day; decideBy: Day }
  'late-list.answered': { no: number; by: string; side: 'officer' | 'unit'; words: string }
  'late-list.decided': { no: number; verdict: Verdict; reason: string; by: string }
  /** `undecided`: what the head had not decided by the set day goes out as counts of units. */
  'late-list.approved': { by: string; undecided: number }
  'late-list.published': { agency: string; month: Month; edition: number; hash: string; shownUntil: Day }
  'late-list.corrected': { agency: string; month: Month; edition: number; hash: string; because: string }
  'late-list.taken-down': { on: Day }
}
export type ListEventType = keyof EventData
export type ListEvent = {
  [T in ListEventType]: { readonly type: T; readonly at: string; readonly data: EventData[T] }
}[ListEventType]

export const event = <T extends ListEventType>(type: T, at: Date, data: EventData[T]): ListEvent =>
  ({ type, at: at.toISOString(), data }) as ListEvent
