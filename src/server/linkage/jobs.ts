import type { DossierId } from '#server/dossiers/index.ts'
import type { FedEvent, Job, Reactions, Tasks, Timetable } from '#server/platform/index.ts'
import { raiseAlerts } from './lookups.ts'
import { checkReceived, checkUnchecked, settleWaiting } from './received.ts'

/** What is read this long after it happened is a history that was loaded, not news. */
const OLD_NEWS_MS = 86_400_000

const received = (event: FedEvent): Job[] =>
  event.readAt.getTime() - event.at.getTime() > OLD_NEWS_MS
    ? []
    : [
        {
          task: 'linkage.check-received',
          payload: { dossier: event.caseId, version: event.version },
          key: `check-${event.caseId}`
        }
      ]

export const linkageReactions = {
  'dossier.received': received,
  'dossier.settled-at-once': received
} satisfies Reactions

export const linkageTasks = {
  'linkage.check-received': (ctx, { dossier, version }) =>
    checkReceived(ctx, { dossier: String(dossier) as DossierId, version: Number(version) }),
  'linkage.told': (ctx, { message }) => settleWaiting(ctx, String(message)),
  'linkage.check-unchecked': ctx => checkUnchecked(ctx),
  'linkage.raise-alerts': ctx => raiseAlerts(ctx)
} satisfies Tasks

/** Every hour: look-ups that nothing followed, and dossiers that could not be checked. */
export const linkageTimetable: Timetable = [
  { match: '20 * * * *', task: 'linkage.raise-alerts' },
  { match: '40 * * * *', task: 'linkage.check-unchecked' }
]
