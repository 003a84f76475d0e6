import type { Tasks, Timetable } from '#server/platform/index.ts'
import { letGoOld, readNew } from './actions.ts'
import { takeFolder } from './folder.ts'
import { forgetLetters } from './mail/actions.ts'
import { openLetters } from './mail/open.ts'
import { sortScans } from './sort.ts'

/** `folder`: where scanners lay their files; null: none. */
export const tasks = (folder: string | null) =>
  ({
    'scans.take': async ctx => {
      if (folder) await takeFolder(ctx, folder)
      await sortScans(ctx)
      await readNew(ctx)
    },
    'scans.open-letters': ctx => openLetters(ctx),
    'scans.let-go': async ctx => {
      await letGoOld(ctx)
      await forgetLetters(ctx)
    }
  }) satisfies Tasks

/** Each minute; the night at 02:20 in Vietnam, before unused files are swept. */
export const timetable: Timetable = [
  { match: '* * * * *', task: 'scans.take' },
  { match: '* * * * *', task: 'scans.open-letters' },
  { match: '20 19 * * *', task: 'scans.let-go' }
]
