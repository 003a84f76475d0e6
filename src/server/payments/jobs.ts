import { payment, systemOf } from '#server/exchange/index.ts'
import type { Tasks, Timetable } from '#server/platform/index.ts'
import { checkOpen, refunded, settle } from './settle.ts'

export const paymentTasks = {
  'payments.settle': async (ctx, { order }) => {
    const settled = await settle(ctx, String(order))
    if (!settled.ok && settled.error.code !== 'not-found') throw new Error('the payment platform is asked again later')
  },
  'payments.refunded': (ctx, { message }) => refunded(ctx, String(message)),
  'payments.check': async ctx => {
    if (systemOf(payment.system)) await checkOpen(ctx)
  }
} satisfies Tasks

/** Every five minutes: orders about which no notification came. */
export const paymentTimetable: Timetable = [{ match: '*/5 * * * *', task: 'payments.check' }]
