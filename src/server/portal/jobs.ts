import type { Tasks, Timetable } from '#server/platform/index.ts'
import { publishDue } from './actions.ts'
import { forgetReaders } from './readers.ts'

export const tasks = {
  'portal.publish-due': ctx => publishDue(ctx),
  'portal.forget-readers': ctx => forgetReaders(ctx)
} satisfies Tasks

/** What is due comes out within the minute; at 00:10 in Vietnam yesterday's readers are forgotten (times in UTC). */
export const timetable: Timetable = [
  { match: '* * * * *', task: 'portal.publish-due' },
  { match: '10 17 * * *', task: 'portal.forget-readers' }
]
