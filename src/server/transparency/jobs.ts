import type { FedEvent, Job, Reactions, Tasks, Timetable } from '#server/platform/index.ts'
import { followOthers } from './others.ts'
import { followDossiers } from './settlement.ts'

/** Events after which a dossier is counted otherwise. */
const COUNTED = [
  'dossier.filed',
  'dossier.received',
  'dossier.settled-at-once',
  'dossier.not-accepted',
  'dossier.supplement-requested',
  'dossier.supplemented',
  'dossier.fee-paid',
  'clock.paused',
  'clock.resumed',
  'clock.extended',
  'clock.recomputed',
  'dossier.settled',
  'dossier.refused',
  'dossier.returned',
  'dossier.withdrawn',
  'dossier.stopped',
  'dossier.corrected',
  'dossier.voided'
] as const

/** One job waits at a time, a few seconds, so that many events are counted together. */
const FOLLOW_AFTER_MS = 5_000
const follow = (event: FedEvent): Job[] => [
  {
    task: 'transparency.follow',
    payload: {},
    key: 'transparency-follow',
    runAt: new Date(event.readAt.getTime() + FOLLOW_AFTER_MS)
  }
]

export const reactions = Object.fromEntries(COUNTED.map(type => [type, follow])) satisfies Reactions

export const tasks = {
  'transparency.follow': ctx => followDossiers(ctx),
  'transparency.follow-others': ctx => followOthers(ctx, new Date(ctx.now().getTime() - 5 * 60_000)),
  'transparency.follow-all-others': ctx => followOthers(ctx, null)
} satisfies Tasks

/** What other systems tell comes without events: each minute. Every quarter of an hour all, should a job have been lost. */
export const timetable: Timetable = [
  { match: '*/15 * * * *', task: 'transparency.follow' },
  { match: '* * * * *', task: 'transparency.follow-others' },
  { match: '7,22,37,52 * * * *', task: 'transparency.follow-all-others' }
]
