import type { Content } from './model.ts'

/** What happened to a publication: in the past tense and final. */
export type EventData = {
  'publication.written': { content: Content; by: string | null }
  'publication.submitted': Record<string, never>
  'publication.returned': { because: string }
  'publication.approved': { by: string }
  'publication.scheduled': { at: string }
  'publication.unscheduled': Record<string, never>
  'publication.published': { revision: number; slug: string; note: string | null }
  /** A new revision is begun beside the published one, which stays until then. */
  'publication.correction-begun': { because: string; by: string | null }
  'publication.correction-dropped': Record<string, never>
  'publication.withdrawn': { because: string }
}
export type PublicationEventType = keyof EventData
export type PublicationEvent = {
  [T in PublicationEventType]: { readonly type: T; readonly at: string; readonly data: EventData[T] }
}[PublicationEventType]

export const event = <T extends PublicationEventType>(type: T, at: Date, data: EventData[T]): PublicationEvent =>
  ({ type, at: at.toISOString(), data }) as PublicationEvent
