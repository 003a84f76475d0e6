import type { Tasks, Timetable } from '#server/platform/index.ts'
import { forgetEnded } from './store.ts'

export const tasks = { 'identity.tidy': ctx => forgetEnded(ctx) } satisfies Tasks

/** 02:20 in Vietnam. */
export const timetable: Timetable = [{ match: '20 19 * * *', task: 'identity.tidy' }]
