import type { Job, Tasks, Timetable } from '#server/platform/index.ts'
import { deliver, spread } from './deliver.ts'
import { LOG_DAYS, PAUSED_DAYS } from './model.ts'
import { forgetOld, giveUpPaused, wakeForgotten } from './store.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

/** One job for everything that the relay reads at a time: the feed itself says what happened. */
export const wakeWebhooks = (): readonly Job[] => [{ task: 'webhooks.spread', payload: {}, key: 'webhooks-spread' }]

export const partnerTasks = (opened: readonly string[]) =>
  ({
    'webhooks.spread': ctx => spread(ctx),
    'webhooks.deliver': (ctx, { delivery }) => deliver(ctx, String(delivery), opened),
    'webhooks.tidy': async ctx => {
      await wakeForgotten(ctx, new Date(ctx.now().getTime() - 10 * MINUTE))
      await giveUpPaused(ctx, new Date(ctx.now().getTime() - PAUSED_DAYS * DAY))
      await forgetOld(ctx, new Date(ctx.now().getTime() - LOG_DAYS * DAY))
    }
  }) satisfies Tasks

export const timetable: Timetable = [{ match: '*/10 * * * *', task: 'webhooks.tidy' }]
