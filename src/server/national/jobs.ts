import type { FedEvent, Job, Reactions, Tasks, Timetable } from '#server/platform/index.ts'
import { hearPortal } from './arrive.ts'
import { compare } from './compare.ts'
import { forgetAside } from './left.store.ts'
import { COUNTED } from './portal.rules.ts'
import { tellPortal } from './send.ts'

/** One job for all that the relay reads at a time: our own place in the feed says what is to be told. */
const wake = (event: FedEvent): readonly Job[] =>
  event.caseKind === 'dossier' ? [{ task: 'national.tell', payload: {}, key: 'national-tell' }] : []

export const nationalReactions: Reactions = Object.fromEntries(COUNTED.map(type => [type, wake]))

export const nationalTasks = {
  'national.tell': ctx => tellPortal(ctx),
  'national.told': ctx => tellPortal(ctx),
  'national.hear': ctx => hearPortal(ctx),
  'national.beat': ctx => tellPortal(ctx),
  'national.compare': ctx => compare(ctx),
  'national.tidy': ctx => forgetAside(ctx)
} satisfies Tasks

/** What people filed there: every minute. What was left by a process that died: every minute. Drift: every two. Once a night, tidying. */
export const nationalTimetable: Timetable = [
  { match: '* * * * *', task: 'national.beat' },
  { match: '* * * * *', task: 'national.hear' },
  { match: '*/2 * * * *', task: 'national.compare' },
  { match: '40 19 * * *', task: 'national.tidy' }
]
