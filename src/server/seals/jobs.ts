import type { Reactions, Tasks, Timetable } from '#server/platform/index.ts'
import { revokeSeals } from './actions.ts'
import { rotateInTime } from './keys.ts'
import * as store from './store.ts'

export const tasks = {
  'seals.rotate': ctx => rotateInTime(ctx),
  'seals.revoke': async (ctx, payload) => {
    const [row] = await store.codeOf(ctx, String(payload.dossier))
    if (row) await revokeSeals(ctx, row.code, 'voided')
  }
} satisfies Tasks

/** 02:50 in Vietnam. */
export const timetable: Timetable = [{ match: '50 19 * * *', task: 'seals.rotate' }]

/** A dossier that was entered in error has no papers that hold. */
export const reactions: Reactions = {
  'dossier.voided': event => [
    { task: 'seals.revoke', payload: { dossier: event.caseId }, key: `seals-revoke-${event.caseId}` }
  ]
}
