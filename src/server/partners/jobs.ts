import type { Job, Tasks, Timetable } from '#server/platform/index.ts'
import { deliver, spread } from './deliver.ts'
import { forgetOld, wakeForgotten } from './store.ts'

const MINUTE = 60_000
const KEPT_DAYS = 90

/** One job for everything that the relay reads at a time: the feed itself says what happened. */
export const wakeWebhooks = (): readonly Job[] => [{ task: 'webhooks.spread', payload: {}, key: 'webhooks-spread' }]

export const partnerTasks = (opened: readonly string[]) =>
  ({
    'webhooks.spread': ctx => spread(ctx),
    'webhooks.deliver': (ctx, { delivery }) => deliver(ctx, String(delivery), opened),
    'webhooks.tidy': async ctx => {
      await wakeForgotten(ctx, new Date(ctx.now().getTime() - 10 * MINUTE))
      await forgetOld(ctx, new Date(ctx.now().getTime() - KEPT_DAYS * 1440 * MINUTE))
    }
  }) satisfies Tasks

export const timetable: Timetable = [{ match: '*/10 * * * *', task: 'webhooks.tidy' }]
