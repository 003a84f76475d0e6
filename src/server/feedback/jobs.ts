import type { FedEvent, Job, Reactions, Tasks, Timetable } from '#server/platform/index.ts'
import { closeTimeOver, recountPetitions } from './petitions/actions.ts'
import { askByNotice } from './ratings/actions.ts'
import { closeOver, inviteDrawn } from './surveys/actions.ts'
import { tidyRatings } from './ratings/tokens.ts'
import { load } from './petitions/store.ts'
import { tellOfficers, tellPerson } from './petitions/tell.ts'

/** What is read this long after it happened is a history that was loaded, not news. */
const OLD_NEWS_MS = 7 * 86_400_000
const news =
  (task: string, payload: (event: FedEvent) => Record<string, unknown>) =>
  (event: FedEvent): Job[] =>
    event.readAt.getTime() - event.at.getTime() > OLD_NEWS_MS
      ? []
      : [{ task, payload: payload(event), key: `${task}-${event.caseId}-${event.version}` }]

const toPerson = news('feedback.tell-person', ({ caseId, version }) => ({ petition: caseId, version }))
const toOfficers = news('feedback.tell-officers', ({ caseId, version, type }) => ({ petition: caseId, version, type }))

export const feedbackReactions = {
  'dossier.returned': news('feedback.ask-rating', ({ caseId }) => ({ dossier: caseId })),
  'dossier.settled-at-once': news('feedback.ask-rating', ({ caseId }) => ({ dossier: caseId })),
  'survey.opened': news('feedback.survey-invite', ({ data }) => ({ survey: data.code })),
  'petition.asked': toPerson,
  'petition.refused': toPerson,
  'petition.answered': toPerson,
  'petition.sorted': toOfficers,
  'petition.transferred': toOfficers,
  'petition.officer-called': toOfficers,
  'petition.sent-back': toOfficers
} satisfies Reactions

export const feedbackTasks = {
  'feedback.tell-person': async (ctx, { petition, version }) => {
    const found = await load(ctx, { id: String(petition) })
    if (found) await tellPerson(ctx, found, Number(version))
  },
  'feedback.tell-officers': async (ctx, { petition, version, type }) => {
    const found = await load(ctx, { id: String(petition) })
    if (found) await tellOfficers(ctx, found, String(type), Number(version))
  },
  'feedback.ask-rating': (ctx, { dossier }) => askByNotice(ctx, String(dossier)),
  'feedback.survey-invite': (ctx, { survey }) => inviteDrawn(ctx, String(survey)),
  'feedback.day': async ctx => {
    await closeOver(ctx)
    await tidyRatings(ctx)
    await closeTimeOver(ctx)
    await recountPetitions(ctx)
  }
} satisfies Tasks

/** At 00:40 in Vietnam: what its own time has closed, and clocks after a change of the calendar. */
export const feedbackTimetable: Timetable = [{ match: '40 17 * * *', task: 'feedback.day' }]
