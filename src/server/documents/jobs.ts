import type { Tasks, Timetable } from '#server/platform/index.ts'
import { reconcileFiles, sweepFiles } from './actions.ts'
import { tendKeys } from './keeping/rotation.ts'
import { forgetUploads } from './resuming/actions.ts'
import { scanWaiting } from './scanning/actions.ts'
import { readWaiting } from './reading/actions.ts'

export const tasks = {
  'documents.sweep': async ctx => {
    await forgetUploads(ctx)
    await sweepFiles(ctx)
    await reconcileFiles(ctx)
  },
  'documents.tend-keys': ctx => tendKeys(ctx),
  'documents.scan-waiting': ctx => scanWaiting(ctx),
  'documents.read': (ctx, { file }) => readWaiting(ctx, String(file))
} satisfies Tasks

/** 02:30 in Vietnam, and the keys at 03:30; the scrub runs in `dossiers`, which knows whose files they are. */
export const timetable: Timetable = [
  { match: '30 19 * * *', task: 'documents.sweep' },
  { match: '30 20 * * *', task: 'documents.tend-keys' },
  { match: '*/5 * * * *', task: 'documents.scan-waiting' }
]
