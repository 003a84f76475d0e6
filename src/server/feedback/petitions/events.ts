import type { Day } from '#server/platform/day.ts'
import type { RuleSetId } from '#server/rulesets/index.ts'
import type { Channel, PetitionKind, PublicText, RefusalReason, Verdict, Way } from './model.ts'

type Due = { readonly workingDays: number; readonly dueAt: string | null }
/** Own words of the person: their number and sha256; the words are sealed beside the case. */
type Told = { readonly no: number; readonly sha256: string }

/** What happened to a petition. No event names who filed it, nor holds their words. */
export type EventData = {
  'petition.filed': Due &
    Told & {
      readonly code: string
      readonly kind: PetitionKind
      readonly channel: Channel
      readonly ruleSet: RuleSetId
      readonly about: string | null
      readonly protected: boolean
      readonly anonymous: boolean
    }
  'petition.sorted': Due & {
    readonly kind: PetitionKind
    readonly unit: string
    readonly complained: string | null
    readonly officer: string | null
    readonly subject: string
  }
  'petition.refused': { readonly reason: RefusalReason; readonly words: string; readonly late: boolean }
  'petition.transferred': { readonly from: string; readonly to: string; readonly reason: string }
  'petition.asked': { readonly what: string; readonly supplyBy: Day }
  'petition.told': Told & { readonly dueAt: string | null }
  'petition.officer-called': { readonly allegation: string; readonly by: Day }
  'petition.officer-heard': { readonly words: string }
  'petition.concluded': {
    readonly code: string
    readonly verdict: Verdict
    readonly reason: string
    readonly unit: string
    readonly officer: string | null
  }
  'petition.answer-drafted': { readonly text: string; readonly by: string | null }
  'petition.answer-returned': { readonly reason: string }
  'petition.answered': {
    readonly way: Way
    readonly late: boolean
    readonly sendBackUntil: Day | null
    readonly publishBy: Day
  }
  'petition.sent-back': Due & Told
  'petition.judged': { readonly satisfied: boolean }
  'petition.closed': { readonly because: 'accepted' | 'time-over' | 'not-told' }
  'petition.publication-proposed': PublicText & { readonly by: string | null }
  'petition.published': { readonly late: boolean }
  'petition.publication-declined': { readonly reason: string }
  'petition.withheld': { readonly reason: string }
  'petition.taken-down': { readonly reason: string }
  'petition.identity-opened': { readonly reason: string }
  'petition.due-moved': { readonly from: string | null; readonly to: string | null }
}
export type PetitionEventType = keyof EventData
export type PetitionEvent = {
  [T in PetitionEventType]: { readonly type: T; readonly at: string; readonly data: EventData[T] }
}[PetitionEventType]

export const event = <T extends PetitionEventType>(type: T, at: Date, data: EventData[T]): PetitionEvent =>
  ({ type, at: at.toISOString(), data }) as PetitionEvent
