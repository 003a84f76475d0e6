export { KIND, LOG_DAYS, PAUSED_DAYS, WebhookInput } from './model.ts'
export type { Attempt, Delivery, Told, Webhook } from './model.ts'
export { permissions } from './permissions.ts'
export {
  addWebhook,
  changeWebhook,
  deliveryDetail,
  deliveryLog,
  listWebhooks,
  pauseWebhook,
  removeWebhook,
  rotateSecret,
  sendAgain,
  sendTest
} from './actions.ts'
export type { WebhookRefusal } from './actions.ts'
export { readFeed } from './feed.ts'
export { deliver, spread } from './deliver.ts'
export { isGenuine, REPLAY_SECONDS, signatureOf } from './signature.rules.ts'
export { isRange, mayConnect } from './address.rules.ts'
export { partnerTasks, timetable as partnerTimetable, wakeWebhooks } from './jobs.ts'
export { routes } from './api.ts'
