import { fail } from '@sveltejs/kit'
import { units } from '#server/organisation/index.ts'
import { WebhookInput } from '#server/partners/index.ts'
import { dayOf, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import { translator } from '../text.ts'
import { explain, parseForm } from './forms.ts'

/** Units to choose from, by code and today's name. */
export async function unitChoices(ctx: Ctx): Promise<{ value: string; label: string }[]> {
  const all = await units(ctx, { on: dayOf(ctx.now()) })
  return all.map(({ code, name }) => ({ value: code, label: `${code}  ${wordsIn(ctx.language, name)}` }))
}

/** A webhook as it was typed. */
export function webhookIn(ctx: Ctx, data: FormData) {
  const kinds = String(data.get('kinds') ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)
  return parseForm(WebhookInput, data, translator(ctx.language), { kinds, unit: data.get('unit') || null })
}

/** The value of an action, or the page again with the refusal in words. */
export const orFail = <T>(ctx: Ctx, result: Result<T, Refusal>, values: Readonly<Record<string, string>> = {}) =>
  result.ok ? null : fail(409, { problem: explain(result.error, translator(ctx.language)), values })
