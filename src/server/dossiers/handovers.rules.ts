import { dayOf } from '#server/platform/day.ts'
import type { DossierEvent } from './events.ts'
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
    if (event.type !== 'dossier.received' && event.type !== 'step.completed' && event.type !== 'step.sent-back')
      continue
    if (event.type !== 'dossier.received') {
      const left = event.data.left.map(({ token }) => open.get(token)).find(step => step !== undefined)
      const to = event.data.entered[0]
      if (left)
        lines.push({
          from: left.unit,
          to: to?.unit ?? left.unit,
          at: new Date(event.at),
          ...timely(event.at, left.dueAt),
          note: event.data.name
        })
      for (const { token } of event.data.left) open.delete(token)
    }
    for (const step of event.data.entered) open.set(step.token, step)
  }
  return lines
}

/** Early is a day or more before the step was due. */
const timely = (at: string, dueAt: string | null): Pick<Handover, 'result'> =>
  dueAt === null
    ? {}
    : at > dueAt
      ? { result: 'late' }
      : { result: dayOf(new Date(at)) < dayOf(new Date(dueAt)) ? 'early' : 'on-time' }
