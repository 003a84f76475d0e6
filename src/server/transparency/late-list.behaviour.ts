import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { officerName } from '#server/identity/index.ts'
import { noteBehaviour } from './late-list.ts'

/** Enters a behaviour found justified for the list of the month it was found in. A job; once per petition. */
export async function noteConcluded(ctx: Ctx, concluded: Record<string, unknown>): Promise<void> {
  const officer = typeof concluded.officer === 'string' ? concluded.officer : null
  await noteBehaviour(ctx, {
    reference: String(concluded.code),
    month: dayOf(new Date(String(concluded.at))).slice(0, 7),
    unit: String(concluded.unit),
    officer,
    officerName: officer ? await officerName(ctx, officer) : ''
  })
}
