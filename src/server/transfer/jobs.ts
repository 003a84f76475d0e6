import type { Tasks, Timetable } from '#server/platform/index.ts'
import { applyImport, resumeImports } from './runs.ts'

export const tasks = {
  'transfer.apply': (ctx, { run }) => applyImport(ctx, String(run)),
  'transfer.resume': ctx => resumeImports(ctx)
} satisfies Tasks

export const timetable: Timetable = [{ match: '* * * * *', task: 'transfer.resume' }]
