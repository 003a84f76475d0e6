import type { Mailer, Tasks } from '#server/platform/index.ts'
import { deliver } from './actions.ts'
import { tellNumberTaken } from './number-taken.ts'
import type { AttachmentsOf } from './actions.ts'
import { settleSms } from './sms.ts'

/** The background work of notices, bound to the way out of the house. */
export const noticeTasks = (mailer: Mailer | null, attachmentsOf?: AttachmentsOf) =>
  ({
    'notices.number-taken': (ctx, payload) => tellNumberTaken(ctx, String(payload.account)),
    'notices.deliver': (ctx, payload) => deliver(ctx, mailer, String(payload.notice), attachmentsOf),
    'notices.sms-told': (ctx, payload) => settleSms(ctx, String(payload.message))
  }) satisfies Tasks
