import { act } from '#server/dossiers/index.ts'
import type { DossierId } from '#server/dossiers/index.ts'
import { err, ok, SYSTEM } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { proposalFor } from './drift.rules.ts'
import type { LedgerEntry, Repair } from './model.ts'
import * as store from './repair.store.ts'
import { entryOf } from './views.ts'

export type RepairRefusal = { readonly code: 'forbidden' | 'not-found' | 'repair-not-offered' | 'repair-refused' }

/** An administrator's one click: what is proposed is done, and nothing that is not. */
export async function repair(ctx: Ctx, code: string, how: Repair): Promise<Result<LedgerEntry, RepairRefusal>> {
  if (!ctx.actor.may('national.repair')) return err({ code: 'forbidden' })
  const entry = await entryOf(ctx, code)
  if (!entry) return err({ code: 'not-found' })
  if (!entry.difference || !proposalFor(entry.difference, entry).repairs.includes(how))
    return err({ code: 'repair-not-offered' })
  if (how === 'resend') await resendAll(ctx, entry.dossierId ? [entry.dossierId] : [])
  else if (how === 'leave') await store.leaveAsItIs(ctx, code)
  else if (!(await acceptTheirs(ctx, entry))) return err({ code: 'repair-refused' })
  ctx.log.info({ event: 'national.repaired', code, how, difference: entry.difference }, 'repaired')
  return ok((await entryOf(ctx, code)) ?? entry)
}

/** Tells the last version once more; what the portal has already, it has. */
export const resendAll = async (ctx: Ctx, dossiers: readonly string[]): Promise<void> => {
  if (dossiers.length > 0) await store.resend(ctx, dossiers)
}

/** What a citizen did there counts here: a wish to withdraw, a result taken over online. */
async function acceptTheirs(ctx: Ctx, { dossierId, theirState }: LedgerEntry): Promise<boolean> {
  const as = { ...ctx, actor: { ...SYSTEM, name: ctx.actor.name } }
  const which = { id: dossierId as DossierId }
  const done =
    theirState === 7
      ? await act(as, which, { kind: 'ask-withdrawal', reason: 'Công dân yêu cầu rút trên Cổng Dịch vụ công quốc gia' })
      : await act(as, which, { kind: 'return-result', to: 'Cổng Dịch vụ công quốc gia', how: 'online' })
  return done.ok
}
