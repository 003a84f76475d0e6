import type { PublicationEvent } from './events.ts'
import type { Publication, PublicationId } from './model.ts'

/** The publication after an event. */
export function evolve(before: Publication | null, event: PublicationEvent, id: PublicationId): Publication {
  if (before) return { ...before, ...changeBy(before, event), version: before.version + 1 }
  if (event.type !== 'publication.written') throw new Error(`a publication cannot begin with ${event.type}`)
  const { content, by } = event.data
  return { ...NEW, id, kind: content.kind, content, writers: by ? [by] : [] }
}

const NEW = {
  version: 1,
  phase: 'draft',
  returnedBecause: null,
  approvedBy: null,
  publishAt: null,
  correction: null,
  slug: null,
  revisions: 0,
  notes: [],
  shown: null
} as const

const withWriter = (writers: readonly string[], by: string | null): readonly string[] =>
  by === null || writers.includes(by) ? writers : [...writers, by]

function changeBy(before: Publication, event: PublicationEvent): Partial<Publication> {
  switch (event.type) {
    case 'publication.written':
      return { content: event.data.content, writers: withWriter(before.writers, event.data.by) }
    case 'publication.submitted':
      return { phase: 'review', returnedBecause: null }
    case 'publication.returned':
      return { ...AGAIN, phase: 'returned', returnedBecause: event.data.because }
    case 'publication.approved':
      return { phase: 'approved', approvedBy: event.data.by }
    case 'publication.scheduled':
      return { phase: 'scheduled', publishAt: event.data.at }
    case 'publication.unscheduled':
      return { phase: 'approved', publishAt: null }
    case 'publication.published':
      return published(before, event.at, event.data)
    case 'publication.correction-begun': {
      const { because, by } = event.data
      return { ...AGAIN, phase: 'draft', correction: because, writers: by ? [by] : [] }
    }
    case 'publication.correction-dropped':
      return { ...AGAIN, phase: 'published', correction: null, writers: [], content: before.shown!.content }
    case 'publication.withdrawn':
      return { ...AGAIN, phase: 'withdrawn', correction: null, writers: [], shown: null }
    default:
      return event satisfies never
  }
}

/** What belongs to one round of writing and checking. */
const AGAIN = { returnedBecause: null, approvedBy: null, publishAt: null } as const

function published(
  before: Publication,
  at: string,
  { revision, slug, note }: { revision: number; slug: string; note: string | null }
): Partial<Publication> {
  const notes = note === null ? before.notes : [...before.notes, { revision, at, words: note }]
  const firstAt = before.shown?.firstAt ?? at
  return {
    ...AGAIN,
    phase: 'published',
    correction: null,
    writers: [],
    slug,
    revisions: revision,
    notes,
    shown: { revision, firstAt, at, content: before.content, notes }
  }
}
