import { err, ok, SYSTEM } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { z } from 'zod'
import { bodyOf } from './arrive.store.ts'
import { carryOut } from './arrive.ts'
import * as store from './left.store.ts'
import type { LeftRow } from './left.store.ts'
import { tellPortal } from './send.ts'

/** A message that needs a person: why, and what it was about without naming anybody. */
export type LeftMessage = Omit<LeftRow, 'keyId' | 'sealed'> & {
  readonly procedure: string | null
  readonly unit: string | null
  /** Whether what was said is still kept, so that it can be tried again. */
  readonly kept: boolean
}
export type LeftRefusal = { readonly code: 'forbidden' | 'not-found' | 'reason-missing' }

const MessageId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)
const idIn = (text: string): number | null => MessageId.safeParse(text).data ?? null

/** A page of them. What they say stays sealed but for the procedure and the unit, by which a fault is found. */
export async function leftMessages(
  ctx: Ctx,
  { aside, before, most }: { aside: boolean; before: string; most: number }
): Promise<{ rows: LeftMessage[]; next: string | null }> {
  const found = await store.left(ctx, { aside, before: idIn(before), most: most + 1 })
  const page = found.slice(0, most)
  const rows = await Promise.all(page.map(row => told(ctx, row)))
  return { rows, next: found.length > most ? String(page.at(-1)!.id) : null }
}

async function told(ctx: Ctx, { keyId, sealed, ...row }: LeftRow): Promise<LeftMessage> {
  const kept = row.direction === 'out' || (keyId !== null && sealed !== null)
  const body = keyId !== null && sealed !== null ? await bodyOf(ctx, { keyId, sealed }).catch(() => null) : null
  return { ...row, kept, procedure: body?.HoSo?.MaTTHC ?? null, unit: body?.HoSo?.DonViXuLy ?? null }
}

/** Carries a message out from the beginning, at once; tells whether it went through this time. */
export async function tryMessageAgain(ctx: Ctx, id: string): Promise<Result<{ through: boolean }, LeftRefusal>> {
  if (!ctx.actor.may('national.repair')) return err({ code: 'forbidden' })
  const number = idIn(id)
  const [taken] = number === null ? [] : await store.takeUp(ctx, number)
  if (!taken) return err({ code: 'not-found' })
  const own = { ...ctx, actor: SYSTEM }
  if (taken.direction === 'in') await carryOut(own, [taken.key])
  else await tellPortal(own)
  const [now] = await store.standingNow(ctx, number!)
  ctx.log.info({ event: 'national.message-tried-again', message: taken.key, standing: now!.standing }, 'tried again')
  return ok({ through: now!.standing !== 'refused' && now!.error === null })
}

/** Nothing more is done about it; the reason is kept with who gave it. */
export async function setMessageAside(ctx: Ctx, id: string, reason: string): Promise<Result<void, LeftRefusal>> {
  if (!ctx.actor.may('national.repair')) return err({ code: 'forbidden' })
  const because = reason.trim().slice(0, 500)
  if (because.length < 3) return err({ code: 'reason-missing' })
  const number = idIn(id)
  const [aside] = number === null ? [] : await store.putAside(ctx, number, because)
  if (!aside) return err({ code: 'not-found' })
  ctx.log.info({ event: 'national.message-set-aside', message: number }, 'set aside')
  return ok(undefined)
}
