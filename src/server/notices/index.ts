export type {
  About,
  Addressee,
  Announcement,
  Collect,
  DossierFacts,
  Facts,
  Message,
  NoticeId,
  NoticeLine,
  NoticeState,
  Office,
  Point,
  Template,
  UnreadNotice
} from './model.ts'
export { announce, deliver, markRead, noticesOf, unreadFor } from './actions.ts'
export type { AttachmentsOf } from './actions.ts'
export { maskedAddress } from './mask.rules.ts'
export { noticeFor } from './events.rules.ts'
export type { Around } from './events.rules.ts'
export { smsOn } from './sms.ts'
export { noticeTasks } from './jobs.ts'
export { render } from './templates.ts'
