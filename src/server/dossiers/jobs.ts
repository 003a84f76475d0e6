import type { FedEvent, Job, Reactions, Tasks, Timetable } from '#server/platform/index.ts'
import { expireDrafts } from './online/drafts.ts'

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

const tell = (event: FedEvent): Job[] => [
  {
    task: 'dossiers.tell',
    payload: { dossier: event.caseId, type: event.type, version: event.version },
    key: `tell-${event.caseId}-${event.version}`
  }
]

/** What dossier events set in motion. Mail hangs on the recorded event, after the commit. */
export const reactions = Object.fromEntries(TOLD.map(type => [type, tell])) satisfies Reactions

export const tasks: Tasks = { 'dossiers.expire-drafts': ctx => expireDrafts(ctx) }

/** 02:10 in Vietnam. */
export const timetable: Timetable = [{ match: '10 19 * * *', task: 'dossiers.expire-drafts' }]
