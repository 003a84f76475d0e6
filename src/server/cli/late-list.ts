import { followDossiers, isMonth, lateListReport } from '#server/transparency/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { needed } from './command.ts'
import type { Command } from './command.ts'

export const lateLists: Command = {
  name: 'late-list',
  usage: '--month YYYY-MM',
  tells: 'the lists of late work of a month as JSON: per agency handled, late, entries with shares, state, edition',
  options: { month: { type: 'string' } },
  async run(given) {
    const month = needed(given, 'month')
    if (!isMonth(month)) throw new RefusedToStart(`"${month}" is not a month; write it as 2026-12.`)
    const ctx = await given.installation.ctx()
    await followDossiers(ctx)
    given.say(JSON.stringify(await lateListReport(ctx, month), null, 2))
  }
}
