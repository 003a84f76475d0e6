import { dayOf } from '#server/platform/index.ts'
import type { FedEvent, Job, Reactions, Tasks, Timetable } from '#server/platform/index.ts'
import { remind, weeklyDigest } from './letters/remind.ts'
import { scorePeriod } from './scores/actions.ts'
import { monthBefore } from './scores/score.rules.ts'
import { passOnTasks } from './tasks/actions.ts'
import { closeByEdition } from './tasks/editions.ts'

/** The month that has ended, and in January, April, July and October the quarter too. */
export function periodsEnded(day: string): string[] {
  const month = monthBefore(day)
  const number = Number(month.slice(5))
  return number % 3 === 0 ? [month, `${month.slice(0, 4)}-Q${number / 3}`] : [month]
}

/** A list of late settlements was published: `{ agency: unit code, month: '2026-10', edition: 1 }`. */
const published = ({ data, at }: FedEvent): Job[] =>
  typeof data.agency === 'string' && typeof data.month === 'string'
    ? [
        {
          task: 'reform.edition',
          payload: { agency: data.agency, month: data.month, edition: Number(data.edition) || 1, on: dayOf(at) },
          key: `reform-edition:${data.agency}:${data.month}`
        }
      ]
    : []

export const reactions = { 'late-list.published': published } satisfies Reactions

export const tasks = {
  'reform.edition': async (ctx, { agency, month, edition, on }) => {
    await closeByEdition(ctx, {
      agency: String(agency),
      month: String(month),
      edition: Number(edition),
      on: String(on)
    })
  },
  'reform.remind': ctx => remind(ctx),
  'reform.digest': ctx => weeklyDigest(ctx),
  'reform.pass-on': ctx => passOnTasks(ctx),
  'reform.score': async ctx => {
    for (const period of periodsEnded(dayOf(ctx.now()))) await scorePeriod(ctx, period)
  }
} satisfies Tasks

/** Vietnam's time is seven hours ahead: successors 02:10, reminders 07:15, the digest on Mondays 07:30, scores on the 5th. */
export const timetable: Timetable = [
  { match: '10 19 * * *', task: 'reform.pass-on' },
  { match: '15 0 * * *', task: 'reform.remind' },
  { match: '30 0 * * 1', task: 'reform.digest' },
  { match: '0 1 5 * *', task: 'reform.score' }
]
