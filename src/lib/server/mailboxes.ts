import { fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { desks, unitNames, units } from '#server/organisation/index.ts'
import { dayOf, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { boxes } from '#server/scans/index.ts'
import type { Box, BoxRefusal } from '#server/scans/index.ts'
import { translator } from '../text.ts'
import { deskOnly } from './desk.ts'
import { explain, typedIn } from './forms.ts'

/** The mailboxes with their units in words, and the units to choose from: those with a desk of their own. */
export async function mailboxScreen(ctx: Ctx) {
  const today = dayOf(ctx.now())
  const [rows, there, all] = await Promise.all([boxes(ctx), desks(ctx, today), units(ctx, { on: today })])
  const codes = new Set([...there, ...rows].map(({ unit }) => unit))
  const names = await unitNames(
    ctx,
    rows.map(({ unit }) => unit)
  )
  const nameOf = (code: string) => {
    const name = names.get(code)
    return name ? wordsIn(ctx.language, name) : code
  }
  return {
    boxes: rows.map(row => ({ ...row, unitName: nameOf(row.unit) })),
    units: all
      .filter(({ code }) => there.length === 0 || codes.has(code))
      .map(({ code, name }) => ({ value: code, label: `${code}  ${wordsIn(ctx.language, name)}` }))
  }
}

/** Sends a form of a mailbox to its action: back to the page, or the fields that are wrong, in words. */
export const settingBox =
  (done: 'added' | 'changed', set: (ctx: Ctx, box: Box) => Promise<Result<Box, BoxRefusal>>) =>
  async (event: RequestEvent) => {
    const ctx = deskOnly(event, 'mailbox.change')
    const data = await event.request.formData()
    const [address, unit] = ['address', 'unit'].map(name => String(data.get(name) ?? '').slice(0, 400))
    const result = await set(ctx, { address: address!, unit: unit! })
    if (result.ok) redirect(303, `/desk/admin/mailboxes?${new URLSearchParams({ [done]: result.value.address })}`)
    const errors = errorsOf(ctx, result.error)
    if (Object.keys(errors).length > 0) return fail(400, { errors, values: typedIn(data), act: done })
    return fail(409, { problem: explain(result.error, translator(ctx.language)), values: typedIn(data), act: done })
  }

function errorsOf(ctx: Ctx, refusal: BoxRefusal): Readonly<Record<string, string>> {
  const t = translator(ctx.language)
  switch (refusal.code) {
    case 'mailbox-odd':
      return { address: t('field.mailbox-odd') }
    case 'mailbox-taken':
      return { address: t('field.mailbox-taken', { unit: refusal.unit }) }
    case 'unit-unknown':
      return { unit: t('field.mailbox-unit') }
    case 'mailbox-none':
    case 'forbidden':
      return {}
    default:
      return refusal satisfies never
  }
}
