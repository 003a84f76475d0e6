import type { ListEvent } from './events.ts'
import type { HeardEntry, LateList, LateListId } from './model.ts'

/** The list after an event. */
export function evolve(list: LateList | null, event: ListEvent, id: LateListId): LateList {
  if (event.type === 'late-list.drafted') {
    const { agency, month, base, entries } = event.data
    const heard = entries.map(entry => ({ ...entry, answers: [], decided: null }))
    return { ...BEFORE, id, version: 1, agency, month, base, entries: heard }
  }
  if (!list) throw new Error(`a list cannot begin with ${event.type}`)
  return { ...list, ...changeBy(list, event), version: list.version + 1 }
}

const BEFORE = {
  phase: 'drafted',
  answerBy: null,
  decideBy: null,
  edition: 0,
  publishedAt: null,
  shownUntil: null
} as const

function changeBy(list: LateList, event: Exclude<ListEvent, { type: 'late-list.drafted' }>): Partial<LateList> {
  const { at } = event
  switch (event.type) {
    case 'late-list.notified':
      return { phase: 'notified', ...event.data }
    case 'late-list.answered': {
      const { no, ...answer } = event.data
      return withEntry(list, no, entry => ({ ...entry, answers: [...entry.answers, { ...answer, at }] }))
    }
    case 'late-list.decided': {
      const { no, ...decided } = event.data
      return withEntry(list, no, entry => ({ ...entry, decided: { ...decided, at } }))
    }
    case 'late-list.approved':
      return { phase: 'approved' }
    case 'late-list.published':
      return {
        phase: 'published',
        edition: event.data.edition,
        publishedAt: at,
        shownUntil: event.data.shownUntil
      }
    case 'late-list.corrected':
      return { edition: event.data.edition }
    case 'late-list.taken-down':
      return { phase: 'taken-down' }
    default:
      return event satisfies never
  }
}

const withEntry = (list: LateList, no: number, change: (entry: HeardEntry) => HeardEntry) => ({
  entries: list.entries.map(entry => (entry.no === no ? change(entry) : entry))
})
