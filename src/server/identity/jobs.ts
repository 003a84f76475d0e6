import type { Tasks, Timetable } from '#server/platform/index.ts'
import { forgetAttempts } from './signon/store.ts'
import { forgetEnded } from './store.ts'

export const tasks = {
  'identity.tidy': async ctx => {
    await forgetAttempts(ctx)
    await forgetEnded(ctx)
  }
} satisfies Tasks

/** 02:20 in Vietnam. */
export const timetable: Timetable = [{ match: '20 19 * * *', task: 'identity.tidy' }]
