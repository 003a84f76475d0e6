import type { Tasks, Timetable } from '#server/platform/index.ts'
import { probe } from './health.ts'
import { pump, pumpAll } from './outbox.ts'
import { dropSpentKeys, expireContents } from './record.store.ts'
import { knownSystems } from './registry.ts'
import { breakerOf, forgetOldMinutes } from './state.store.ts'

export const exchangeTasks = {
  'exchange.pump': async (ctx, { system }) => {
    await pump(ctx, String(system))
  },
  'exchange.beat': async ctx => {
    for (const { contract, system } of knownSystems()) {
      if (system && (await breakerOf(ctx, contract.system)).breaker !== 'closed')
        void probe(ctx, contract.system).catch(() => {})
    }
    await pumpAll(ctx)
  },
  'exchange.tidy': async ctx => {
    await expireContents(ctx)
    await dropSpentKeys(ctx)
    await forgetOldMinutes(ctx)
  }
} satisfies Tasks

/** What is due and systems that are down: every minute. Expired contents: at 03:10 in Vietnam. */
export const exchangeTimetable: Timetable = [
  { match: '* * * * *', task: 'exchange.beat' },
  { match: '10 20 * * *', task: 'exchange.tidy' }
]
