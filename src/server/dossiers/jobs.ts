import type { FedEvent, Job, Reactions, Tasks, Timetable } from '#server/platform/index.ts'
import { scrubAndTell } from './damaged.ts'
import type { DossierId } from './model.ts'
import { tellInfected } from './infected.ts'
import { expireDrafts } from './online/drafts.ts'
import { settleHeld } from './held.store.ts'
import { recomputeOpen } from './recompute.ts'
import { dropOldDrafts } from './store.ts'
import { tellApplicant } from './tell.ts'
import { closeUnanswered, fireTimers } from './timers.ts'

/** Events the applicant hears of. */
const TOLD = [
  'dossier.filed',
  'dossier.received',
  'dossier.not-accepted',
  'dossier.supplement-requested',
  'dossier.fee-requested',
  'clock.resumed',
  'clock.extended',
  'clock.recomputed',
  'dossier.settled',
  'dossier.refused',
  'dossier.withdrawn',
  'dossier.stopped'
] as const

/** What is read this long after it happened is a history that was loaded, not news. */
const OLD_NEWS_MS = 7 * 86_400_000

const tell = (event: FedEvent): Job[] =>
  event.readAt.getTime() - event.at.getTime() > OLD_NEWS_MS
    ? []
    : [
        {
          task: 'dossiers.tell',
          payload: { dossier: event.caseId, type: event.type, version: event.version },
          key: `tell-${event.caseId}-${event.version}`
        }
      ]

/** What dossier events set in motion. Mail hangs on the recorded event, after the commit. */
export const reactions = Object.fromEntries(TOLD.map(type => [type, tell])) satisfies Reactions

export const tasks = {
  'dossiers.tell': (ctx, { dossier, version }) =>
    tellApplicant(ctx, { dossier: String(dossier) as DossierId, version: Number(version) }),
  'dossiers.recompute-all': (ctx, { change }) => recomputeOpen(ctx, Number(change)),
  'dossiers.tidy': async ctx => {
    await expireDrafts(ctx)
    await dropOldDrafts(ctx)
    await settleHeld(ctx)
  },
  'dossiers.tell-infected': ctx => tellInfected(ctx),
  'dossiers.scrub-files': ctx => scrubAndTell(ctx),
  'dossiers.fire-timers': ctx => fireTimers(ctx),
  'dossiers.close-unanswered': ctx => closeUnanswered(ctx)
} satisfies Tasks

/** Drafts and held files at 02:10 in Vietnam, before the sweep of files; the scrub of files at 03:00; the timers of steps every minute, unanswered requests every hour. */
export const timetable: Timetable = [
  { match: '10 19 * * *', task: 'dossiers.tidy' },
  { match: '0 20 * * *', task: 'dossiers.scrub-files' },
  { match: '*/5 * * * *', task: 'dossiers.tell-infected' },
  { match: '* * * * *', task: 'dossiers.fire-timers' },
  { match: '50 * * * *', task: 'dossiers.close-unanswered' }
]
