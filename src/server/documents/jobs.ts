import type { Tasks, Timetable } from '#server/platform/index.ts'
import { sweepFiles } from './actions.ts'

export const tasks = { 'documents.sweep': ctx => sweepFiles(ctx) } satisfies Tasks

/** 02:30 in Vietnam. */
export const timetable: Timetable = [{ match: '30 19 * * *', task: 'documents.sweep' }]
