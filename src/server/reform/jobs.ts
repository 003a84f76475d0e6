import { dayOf } from '#server/platform/index.ts'
import type { Tasks, Timetable } from '#server/platform/index.ts'
import { remind, weeklyDigest } from './letters/remind.ts'
import { scorePeriod } from './scores/actions.ts'
import { monthBefore } from './scores/score.rules.ts'
import { passOnTasks } from './tasks/actions.ts'

/** The month that has ended, and in January, April, July and October the quarter too. */
export function periodsEnded(day: string): string[] {
  const month = monthBefore(day)
  const number = Number(month.slice(5))
  return number % 3 === 0 ? [month, `${month.slice(0, 4)}-Q${number / 3}`] : [month]
}

export const tasks = {
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
