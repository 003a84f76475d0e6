import type { FileRef } from '#server/documents/index.ts'
import type { Certified, PaperInput } from './model.ts'

/** The events of a paper (case kind `paper`), past tense. Names are stable. */
export type EventData = {
  'paper.entered': PaperInput & { readonly file: FileRef; readonly replaces: string | null }
  'paper.certified': Certified
  'paper.replaced': { readonly by: string }
  'paper.withdrawn': { readonly because: string }
  /** It served a dossier instead of being asked for again. */
  'paper.used': {
    readonly use: string
    readonly dossier: string
    readonly purpose: string
    readonly consent: string
  }
  /** The file is gone; what the register says of it stays. */
  'paper.destroyed': { readonly list: string }
}
export type EventType = keyof EventData
export type PaperEvent = {
  [T in EventType]: { readonly type: T; readonly at: string; readonly data: EventData[T] }
}[EventType]

export const event = <T extends EventType>(type: T, at: Date, data: EventData[T]) =>
  ({ type, at: at.toISOString(), data }) as unknown as PaperEvent
