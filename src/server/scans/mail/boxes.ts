import { unitsInForce } from '#server/organisation/index.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { boxAddress } from './mail.rules.ts'
import type { Box, BoxRefusal } from './model.ts'
import * as store from './store.ts'

/** The addresses of the desks. The operator sets them (`motcua mailbox`), beside the mail server that forwards to us. */
export const boxes = async (ctx: Ctx): Promise<readonly Box[]> => store.boxes(ctx)

/** Says that letters to an address are a unit's. */
export async function setBox(ctx: Ctx, given: Box): Promise<Result<Box, BoxRefusal>> {
  if (ctx.actor.kind !== 'system') return err({ code: 'forbidden' })
  const address = boxAddress(given.address)
  if (!address) return err({ code: 'mailbox-odd' })
  if (!(await unitsInForce(ctx, dayOf(ctx.now()))).has(given.unit)) return err({ code: 'unit-unknown' })
  await store.putBox(ctx, { address, unit: given.unit })
  return ok({ address, unit: given.unit })
}

/** Letters to this address are refused from now on; those that wait stay. */
export async function removeBox(ctx: Ctx, given: string): Promise<Result<string, BoxRefusal>> {
  if (ctx.actor.kind !== 'system') return err({ code: 'forbidden' })
  const [gone] = await store.dropBox(ctx, boxAddress(given) ?? '')
  return gone ? ok(gone.address) : err({ code: 'mailbox-none' })
}
