import type { Tasks, Timetable } from '#server/platform/index.ts'
import { readNew } from './actions.ts'
import { takeFolder } from './folder.ts'
import { forgetLetters } from './mail/actions.ts'
import { openLetters } from './mail/open.ts'
import { letGoUnsorted } from './unsorted.ts'
import { unsortedDays } from './unsorted.settings.ts'
import { sortScans } from './sort.ts'

/** `folder`: where scanners lay their files; null: none. */
export function tasks(folder: string | null) {
  // A wrong setting is told at the start, not in the night.
  const days = unsortedDays()
  return {
    'scans.take': async ctx => {
      if (folder) await takeFolder(ctx, folder)
      await sortScans(ctx)
      await readNew(ctx)
    },
    'scans.open-letters': ctx => openLetters(ctx),
    'scans.let-go': async ctx => {
      await letGoUnsorted(ctx, days)
      await forgetLetters(ctx)
    }
  } satisfies Tasks
}

/** Each minute; the night at 02:20 in Vietnam, before unused files are swept. */
export const timetable: Timetable = [
  { match: '* * * * *', task: 'scans.take' },
  { match: '* * * * *', task: 'scans.open-letters' },
  { match: '20 19 * * *', task: 'scans.let-go' }
]
