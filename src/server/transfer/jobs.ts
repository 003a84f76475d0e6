import type { Tasks, Timetable } from '#server/platform/index.ts'
import { takeInbox } from './inbox.ts'
import { applyImport, resumeImports } from './runs.ts'

/** `inbox`: the folder where other systems lay their files; null: none. */
export const tasks = (inbox: string | null) =>
  ({
    'transfer.apply': (ctx, { run }) => applyImport(ctx, String(run)),
    'transfer.resume': ctx => resumeImports(ctx),
    'transfer.inbox': async ctx => void (inbox && (await takeInbox(ctx, inbox)))
  }) satisfies Tasks

export const timetable: Timetable = [
  { match: '* * * * *', task: 'transfer.resume' },
  { match: '* * * * *', task: 'transfer.inbox' }
]
