import { SYSTEM } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { Limit } from '#server/calendar/index.ts'
import { fiveStep, publishProcess, threeStep } from '#server/workflow/index.ts'
import type { Norm } from '#server/workflow/index.ts'

const known = new Map<string, string>()

/**
 * The process of a procedure that nobody has drawn one for: receive, handle, sign, return (commune) or the full way of
 * a department, with step times that add up to the limit. Published once and the same for all that share it.
 */
export async function standardProcess(ctx: Ctx, kind: 'commune' | 'department', limit: Limit | null): Promise<string> {
  const total = normOf(limit)
  const key = `${ctx.province.schema} ${kind} ${total.value} ${total.unit}`
  const remembered = known.get(key)
  if (remembered) return remembered
  const title = kind === 'commune' ? 'Quy trình chuẩn cấp xã' : 'Quy trình chuẩn cấp tỉnh'
  const about = { id: `standard-${kind}-${String(total.value).replace('.', '-')}-${total.unit}`, name: title, total }
  const xml = kind === 'commune' ? threeStep({ ...about, signer: 'chair' }) : fiveStep(about)
  const published = await publishProcess({ ...ctx, actor: SYSTEM }, { xml, title })
  if (!published.ok) throw new Error(`the standard process was refused: ${published.error.code}`)
  known.set(key, published.value.id)
  return published.value.id
}

/** Steps are timed in days or hours; a limit of months is spread over its working days, none at all over five. */
export const normOf = (limit: Limit | null): Norm => {
  if (!limit || limit.value <= 0) return { value: 5, unit: 'working-day' }
  return limit.unit === 'month'
    ? { value: limit.value * 22, unit: 'working-day' }
    : { value: limit.value, unit: limit.unit }
}
