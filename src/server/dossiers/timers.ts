import type { Ctx } from '#server/platform/index.ts'
import { act } from './actions.ts'
import { timersHeld } from './steps.rules.ts'
import { load } from './store.ts'
import { stepsWithDueTimer, unanswered } from './timers.store.ts'
import type { DueTimer } from './timers.store.ts'

const BATCH = 200

/**
 * Lets the timers of steps run out whose time has come. Each goes through the decider, so that one which fired in the
 * meantime, or whose dossier waits, is left alone; a second run changes nothing. Returns how many fired.
 */
export async function fireTimers(ctx: Ctx): Promise<number> {
  let fired = 0
  let last: DueTimer | null = null
  do {
    const due: DueTimer[] = await stepsWithDueTimer(ctx, last, BATCH)
    for (const step of due) fired += await fireDue(ctx, step)
    last = due.length === BATCH ? due.at(-1)! : null
  } while (last)
  if (fired > 0) ctx.log.info({ event: 'dossiers.timers-fired', timers: fired }, 'timers ran out')
  return fired
}

async function fireDue(ctx: Ctx, { dossier: id, token }: DueTimer): Promise<number> {
  const dossier = await load(ctx, { id })
  const step = dossier?.steps.find(open => open.token === token)
  if (!dossier || !step || timersHeld(dossier, step)) return 0
  let fired = 0
  for (const { id: timer, at } of step.timers ?? []) {
    if (at > ctx.now().toISOString()) continue
    const done = await act(ctx, { id }, { kind: 'fire-timer', token, timer })
    if (done.ok) fired++
    else if (!GONE.has(done.error.code))
      ctx.log.warn(
        { event: 'dossiers.timer-refused', dossier: id, timer, code: done.error.code },
        'a timer was refused'
      )
  }
  return fired
}

/** Somebody was faster: no reason to speak of. */
const GONE: ReadonlySet<string> = new Set(['step-missing', 'timer-missing', 'phase-wrong', 'version-changed'])

/** Stops the dossiers whose applicants were asked for papers and did not answer in the stated working days. */
export async function closeUnanswered(ctx: Ctx): Promise<number> {
  const found = await unanswered(ctx, BATCH)
  let closed = 0
  for (const { id } of found) if ((await act(ctx, { id }, { kind: 'close-unanswered' })).ok) closed++
  return closed
}
