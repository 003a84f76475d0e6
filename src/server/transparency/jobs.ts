import type { FedEvent, Job, Reactions, Tasks, Timetable } from '#server/platform/index.ts'
import { dayOf, shiftDay } from '#server/platform/index.ts'
import { moveLists } from './editions/actions.ts'
import { monthBefore } from './late-list.rules.ts'
import { draftLists } from './late-list.ts'
import { isMissed } from './late-list.store.ts'
import { noteConcluded } from './late-list.behaviour.ts'
import { addUpEnds } from './appraisal/sums.ts'
import { draftApologies } from './apologies.ts'
import { warnBeforeLate } from './warnings.ts'
import { followForeign, recountForeign } from './foreign.ts'
import { freezeDue } from './service-index/freeze.ts'
import { countKept } from './service-index/kept.ts'
import { addUpAllMonths, addUpMonths } from './months.ts'
import { buildOpenData } from './open/build.ts'
import { followDossiers, timeUntimed } from './settlement.ts'

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
  'dossier.voided',
  'paper.used'
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

export const reactions = {
  ...Object.fromEntries(COUNTED.map(type => [type, follow])),
  // What an examination of behaviour found: a justified one belongs on the list of its month.
  'petition.concluded': ({ caseId, version, at, data }: FedEvent): Job[] =>
    data.verdict === 'justified'
      ? [
          {
            task: 'late-list.note-behaviour',
            payload: { code: data.code, unit: data.unit, officer: data.officer ?? null, at: at.toISOString() },
            key: `note-behaviour-${caseId}-${version}`
          }
        ]
      : []
} satisfies Reactions

export const tasks = {
  'transparency.follow': ctx => followDossiers(ctx),
  'transparency.follow-foreign': ctx => followForeign(ctx),
  'transparency.recount-foreign': ctx => recountForeign(ctx),
  'transparency.freeze': ctx => freezeDue(ctx),
  'transparency.add-up': async ctx => {
    await addUpMonths(ctx)
    const today = dayOf(ctx.now())
    await addUpEnds(ctx, { first: shiftDay(today, -1), last: today })
  },
  'transparency.add-up-ends': async ctx => void (await addUpEnds(ctx)),
  'transparency.count-kept': ctx => countKept(ctx),
  'transparency.open-data': async ctx => {
    await followDossiers(ctx)
    await timeUntimed(ctx)
    await addUpAllMonths(ctx)
    await buildOpenData(ctx)
  },
  'late-list.draft': async ctx => {
    // On the first; on the two days after too, or whenever a month was missed, should the server have stood still.
    const today = dayOf(ctx.now())
    const month = monthBefore(today)
    if (today.slice(8) > '03' && !(await isMissed(ctx, month))) return
    await followDossiers(ctx)
    await draftLists(ctx, month)
    await moveLists(ctx)
  },
  'late-list.note-behaviour': (ctx, concluded) => noteConcluded(ctx, concluded),
  'late-list.move': ctx => moveLists(ctx),
  'late-list.warn': async ctx => {
    await followDossiers(ctx)
    await warnBeforeLate(ctx)
    await draftApologies(ctx)
  }
} satisfies Tasks

/**
 * Every quarter of an hour too, should a job have been lost. What other systems tell is no event: it is read by the
 * minute, and recounted by the hour. Each night the periods that are over are frozen (times in UTC).
 */
export const timetable: Timetable = [
  { match: '*/15 * * * *', task: 'transparency.follow' },
  { match: '* * * * *', task: 'transparency.follow-foreign' },
  { match: '7 * * * *', task: 'transparency.recount-foreign' },
  { match: '20 17 * * *', task: 'transparency.freeze' },
  { match: '* * * * *', task: 'transparency.add-up' },
  // What is handed over today may have ended weeks ago: days before yesterday are counted anew by the hour.
  { match: '23 * * * *', task: 'transparency.add-up-ends' },
  { match: '* * * * *', task: 'transparency.count-kept' },
  // In Vietnam 01:40: yesterday is over, and what it counted is published.
  { match: '40 18 * * *', task: 'transparency.open-data' },
  // In Vietnam: lists of the month before at 05:00 on the first; every day at 00:30 what is due goes out or comes down.
  { match: '0 22 * * *', task: 'late-list.draft' },
  { match: '30 17 * * *', task: 'late-list.move' },
  { match: '7,37 * * * *', task: 'late-list.warn' }
]
