export type { Order, OrderState, Standing } from './model.ts'
export { standingAsked, standingOf, startPayment } from './pay.ts'
export { settle, takeNotification } from './settle.ts'
export { paymentTasks, paymentTimetable } from './jobs.ts'
