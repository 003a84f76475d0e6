import { dayOf } from '#server/platform/day.ts'
import { text } from './text.vi.ts'

/** Reasons that the system itself gives; they enter the log in Vietnamese, as an officer would have written them. */
export const stopWords = {
  timedOut: (step: string): string => text['stop.timed-out'].replace('{step}', () => step),
  unanswered: (until: string): string => {
    const [year, month, day] = dayOf(new Date(until)).split('-')
    return text['stop.unanswered'].replace('{day}', `${day}/${month}/${year}`)
  }
}
