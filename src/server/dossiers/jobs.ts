import type { FedEvent, Job, Reactions, Tasks, Timetable } from '#server/platform/index.ts'
import type { DossierId } from './model.ts'
import { expireDrafts } from './online/drafts.ts'
import { recomputeOpen } from './recompute.ts'
import { dropOldDrafts } from './store.ts'
import { tellApplicant } from './tell.ts'

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
  }
} satisfies Tasks

/** 02:40 in Vietnam. */
export const timetable: Timetable = [{ match: '40 19 * * *', task: 'dossiers.tidy' }]
