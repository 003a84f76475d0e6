import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Origin } from './model.ts'
import { newToken, tokenHash } from './secrets.ts'
import { idleSeconds, isLocal, LONGEST_SECONDS } from './session.rules.ts'
import * as store from './store.ts'

export type DoorRefusal = 'account-blocked' | 'demonstration-only-here' | 'no-post'

/** Why an account is not let in, however well its person is known. */
export const refusalAtDoor = (account: store.AccountRow, origin: Origin): DoorRefusal | null =>
  account.blockedAt ? 'account-blocked' : account.demonstration && !isLocal(origin) ? 'demonstration-only-here' : null

/** Records that somebody was not let in, and why. */
export async function refuseEntry<Code extends DoorRefusal>(ctx: Ctx, account: string, origin: Origin, code: Code) {
  await store.recordAct(ctx, { act: 'sign-in.refused', account, address: origin.address, facts: { because: code } })
  return err({ code })
}

/** Opens a session for somebody who has shown who they are, by whichever way. */
export async function beginSession(
  ctx: Ctx,
  account: store.AccountRow,
  origin: Origin,
  how: store.Assured
): Promise<Result<{ token: string; account: string }, { code: 'no-post' }>> {
  const [first] = account.kind === 'officer' ? await store.unitsOfAccount(ctx, account.id, dayOf(ctx.now())) : []
  if (account.kind === 'officer' && !first) return refuseEntry(ctx, account.id, origin, 'no-post')
  const token = newToken()
  const session = {
    tokenHash: tokenHash(token),
    account: account.id,
    unit: first?.unit ?? null,
    idleSeconds: idleSeconds(first?.roles ?? ['citizen']),
    endsAt: new Date(ctx.now().getTime() + LONGEST_SECONDS[account.kind] * 1000),
    origin,
    how
  }
  await store.openSession(ctx, session)
  const facts = { level: how.level, ...(how.provider ? { provider: how.provider } : {}) }
  await store.recordAct(ctx, { act: 'sign-in', account: account.id, address: origin.address, facts })
  ctx.log.info({ event: 'identity.signed-in', account: account.id, unit: session.unit, ...facts }, 'signed in')
  return ok({ token, account: account.id })
}
