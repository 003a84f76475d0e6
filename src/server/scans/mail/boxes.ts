import { recordAct } from '#server/identity/index.ts'
import { unitsInForce } from '#server/organisation/index.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { boxAddress } from './mail.rules.ts'
import type { Box, BoxRefusal, BoxRow } from './model.ts'
import * as store from './store.ts'

/** The addresses of the desks with what waits of each. The mail server that forwards to us must know them too. */
export const boxes = async (ctx: Ctx): Promise<readonly BoxRow[]> =>
  ctx.actor.may('mailbox.change') ? store.boxes(ctx) : []

/** Says that letters to a new address are a unit's. */
export async function addBox(ctx: Ctx, given: Box): Promise<Result<Box, BoxRefusal>> {
  const box = await checked(ctx, given)
  if (!box.ok) return box
  if (await noted(ctx, 'mailbox.added', box.value, inside => store.addBox(inside, box.value))) return box
  const [taken] = await store.boxesAt(ctx, [box.value.address])
  return err(taken ? { code: 'mailbox-taken', unit: taken.unit } : { code: 'mailbox-none' })
}

/** Letters to this address are another unit's from now on; those that wait stay where they are. */
export async function changeBox(ctx: Ctx, given: Box): Promise<Result<Box, BoxRefusal>> {
  const box = await checked(ctx, given)
  if (!box.ok) return box
  const changed = await noted(ctx, 'mailbox.changed', box.value, inside => store.changeBox(inside, box.value))
  return changed ? box : err({ code: 'mailbox-none' })
}

/** Both in one, as the command line speaks. */
export async function setBox(ctx: Ctx, given: Box): Promise<Result<Box, BoxRefusal>> {
  const added = await addBox(ctx, given)
  return !added.ok && added.error.code === 'mailbox-taken' ? changeBox(ctx, given) : added
}

/** Letters to this address are refused from now on; those that wait stay. */
export async function removeBox(ctx: Ctx, given: string): Promise<Result<string, BoxRefusal>> {
  if (!ctx.actor.may('mailbox.change')) return err({ code: 'forbidden' })
  const address = boxAddress(given) ?? ''
  const gone = await noted(ctx, 'mailbox.removed', { address }, inside => store.dropBox(inside, address))
  return gone ? ok(address) : err({ code: 'mailbox-none' })
}

async function checked(ctx: Ctx, given: Box): Promise<Result<Box, BoxRefusal>> {
  if (!ctx.actor.may('mailbox.change')) return err({ code: 'forbidden' })
  const address = boxAddress(given.address)
  if (!address) return err({ code: 'mailbox-odd' })
  if (!(await unitsInForce(ctx, dayOf(ctx.now()))).has(given.unit)) return err({ code: 'unit-unknown' })
  return ok({ address, unit: given.unit })
}

/** One row, and who changed it, together. False where there was nothing to change. */
const noted = (
  ctx: Ctx,
  act: string,
  facts: Readonly<Record<string, string>>,
  write: (inside: Ctx) => PromiseLike<readonly unknown[]>
): Promise<boolean> =>
  ctx.sql.begin(async tx => {
    const inside = { ...ctx, sql: tx as unknown as Ctx['sql'] }
    if ((await write(inside)).length === 0) return false
    await recordAct(inside, { act, account: null, facts: { ...facts } })
    return true
  })
