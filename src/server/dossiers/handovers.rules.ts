import { dayOf } from '#server/platform/day.ts'
import type { DossierEvent, Moves } from './events.ts'
import type { OpenStep } from './model.ts'

/** One line of the control slip: who handed the dossier to whom, when, and how that stands to the step's own time. */
export type Handover = {
  readonly from: string
  readonly to: string
  readonly at: Date
  readonly result?: 'early' | 'on-time' | 'late'
  readonly note: string
}

/** The way of a dossier from hand to hand, read from its own events; officers fill in nothing twice. */
export function handoversOf(timeline: readonly DossierEvent[]): Handover[] {
  const open = new Map<string, OpenStep>()
  const lines: Handover[] = []
  for (const event of timeline) {
    const moves = movesOf(event)
    if (!moves) continue
    if (event.type !== 'dossier.received') {
      const left = moves.left.map(({ token }) => open.get(token)).find(step => step !== undefined)
      const to = moves.entered[0]
      if (left)
        lines.push({
          from: left.unit,
          to: to?.unit ?? left.unit,
          at: new Date(event.at),
          ...timely(event.at, left.dueAt),
          note: 'name' in event.data ? event.data.name : left.name
        })
      for (const { token } of moves.left) open.delete(token)
    }
    for (const step of moves.entered) open.set(step.token, step)
  }
  return lines
}

/** The steps an event left and entered; null where it moved nothing. */
export function movesOf(event: DossierEvent): Moves | null {
  switch (event.type) {
    case 'dossier.received':
    case 'step.completed':
    case 'step.sent-back':
    case 'step.timed-out':
      return event.data
    case 'dossier.supplemented':
      return event.data.moves ?? null
    default:
      return null
  }
}

/** Early is a day or more before the step was due. */
const timely = (at: string, dueAt: string | null): Pick<Handover, 'result'> =>
  dueAt === null
    ? {}
    : at > dueAt
      ? { result: 'late' }
      : { result: dayOf(new Date(at)) < dayOf(new Date(dueAt)) ? 'early' : 'on-time' }
