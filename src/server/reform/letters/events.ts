import type { Day } from '#server/platform/index.ts'
import type { OfficialDocument } from '../layout/model.ts'
import type { LetterKind } from './model.ts'

/** What happened to a letter (case kind `official-letter`). `by` is the name that stands under it. */
type EventData = {
  'letter.drafted': {
    kind: LetterKind
    unit: string
    content: OfficialDocument
    addressees: readonly string[]
    tasks: readonly string[]
    by: string
  }
  /** The number is taken by the statement that stores the event; 0 until then. */
  'letter.approved': { number: number; on: Day; by: string }
  'letter.sent': { by: string }
  'letter.opened': { unit: string; by: string }
  'letter.answered': { unit: string; words: string; by: string }
}
export type LetterEvent = {
  [T in keyof EventData]: { readonly type: T; readonly at: string; readonly data: EventData[T] }
}[keyof EventData]

export const event = <T extends LetterEvent['type']>(type: T, at: Date, data: EventData[T]): LetterEvent =>
  ({ type, at: at.toISOString(), data }) as LetterEvent
