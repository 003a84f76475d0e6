import type { Tasks, Timetable } from '#server/platform/index.ts'
import { reconcileFiles, sweepFiles } from './actions.ts'
import { readWaiting } from './reading/actions.ts'

export const tasks = {
  'documents.sweep': async ctx => {
    await sweepFiles(ctx)
    await reconcileFiles(ctx)
  },
  'documents.read': (ctx, { file }) => readWaiting(ctx, String(file))
} satisfies Tasks

/** 02:30 in Vietnam. */
export const timetable: Timetable = [{ match: '30 19 * * *', task: 'documents.sweep' }]
