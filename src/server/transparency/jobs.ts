import type { FedEvent, Job, Reactions, Tasks, Timetable } from '#server/platform/index.ts'
import { followForeign, recountForeign } from './foreign.ts'
import { freezeDue } from './service-index/freeze.ts'
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
  'transparency.follow-foreign': ctx => followForeign(ctx),
  'transparency.recount-foreign': ctx => recountForeign(ctx),
  'transparency.freeze': ctx => freezeDue(ctx)
} satisfies Tasks

/**
 * Every quarter of an hour too, should a job have been lost. What other systems tell is no event: it is read by the
 * minute, and recounted by the hour. Each night the periods that are over are frozen (times in UTC).
 */
export const timetable: Timetable = [
  { match: '*/15 * * * *', task: 'transparency.follow' },
  { match: '* * * * *', task: 'transparency.follow-foreign' },
  { match: '7 * * * *', task: 'transparency.recount-foreign' },
  { match: '20 17 * * *', task: 'transparency.freeze' }
]
