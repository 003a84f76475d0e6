import { wholeFile } from '#server/documents/index.ts'
import type { Ctx, Tasks, Timetable } from '#server/platform/index.ts'
import { withTimeStamp } from './cms/build.ts'
import { readContainer } from './cms/read.ts'
import type { OrderId } from './order.model.ts'
import { record } from './orders.ts'
import { fieldsOf } from './pdf/read.ts'
import { filled } from './pdf/prepare.ts'
import { keep } from './sign.ts'
import * as store from './store.ts'
import { stampFor } from './timestamp.ts'

const AT_ONCE = 20

/**
 * Adds the time stamps that could not be had when it was signed. The stamp goes into the place of the signature itself,
 * which no signature covers; behind a later signature that is no longer possible, and the paper stays without.
 */
export async function stampLate(ctx: Ctx): Promise<number> {
  let stamped = 0
  for (const { file, order } of await store.unstamped(ctx, AT_ONCE)) {
    const done = await stampOne(ctx, file, order as OrderId)
    if (done === 'unreachable') break
    if (done === 'stamped') stamped++
  }
  return stamped
}

async function stampOne(ctx: Ctx, id: string, orderId: OrderId): Promise<'stamped' | 'unreachable' | 'impossible'> {
  const order = await store.loadOrder(ctx, orderId)
  const content = await wholeFile(ctx, id)
  if (!order || order.file.id !== id || !content.ok) return 'impossible'
  const last = (await fieldsOf(content.value)).at(-1)
  const container = last && readContainer(last.container)
  if (!last || !container || last.ranges[2] + last.ranges[3] !== content.value.length) return 'impossible'
  const timeStamp = await stampFor(ctx, container.signature, 'background')
  if (!timeStamp) return 'unreachable'
  const hole = { from: last.ranges[1], to: last.ranges[2] }
  const bytes = filled({ bytes: content.value, hole }, withTimeStamp(last.container, timeStamp))
  const file = await keep(ctx, bytes, order.file.name, order.id)
  const written = await ctx.sql.begin(tx => {
    const inside = { ...ctx, sql: tx as unknown as Ctx['sql'] }
    return record(inside, { order, stored: order, events: [] }, { kind: 'time-stamp', former: id, file })
  })
  return written.ok ? 'stamped' : 'impossible'
}

export const tasks = {
  'signatures.stamp-late': async ctx => void (await stampLate(ctx))
} satisfies Tasks

/** Every ten minutes. */
export const timetable: Timetable = [{ match: '*/10 * * * *', task: 'signatures.stamp-late' }]
