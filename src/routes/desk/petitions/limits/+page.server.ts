import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain, typedIn } from '#lib/server/forms.ts'
import { asDay } from '#lib/server/indices.ts'
import { translator } from '#lib/text.ts'
import { LimitsInput, ownLimits, setLimits } from '#server/feedback/index.ts'
import { rulesToday } from '#server/rulesets/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'petition.set-limits')
  const [own, set] = await Promise.all([ownLimits(ctx), rulesToday(ctx)])
  const { answer, ...rest } = own[0]?.limits ?? set.feedback.petitions
  const days = { ...rest, ...answer }
  const current = Object.fromEntries(
    Object.entries(days).flatMap(([name, value]) => (typeof value === 'number' ? [[name, String(value)]] : []))
  )
  return { current, basis: own[0]?.basis ?? set.feedback.petitions.article, saved: event.url.searchParams.has('saved') }
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'petition.set-limits')
    const t = translator(event.locals.language)
    const data = await event.request.formData()
    const read = LimitsInput.safeParse({
      ...Object.fromEntries(data),
      validFrom: asDay(String(data.get('validFrom') ?? ''))
    })
    if (!read.success) return fail(400, { values: typedIn(data), message: t('refusal.petition-limits-odd') })
    const set = await setLimits(ctx, read.data)
    if (!set.ok) return fail(409, { values: typedIn(data), message: explain(set.error, t) })
    redirect(303, '/desk/petitions/limits?saved')
  }
}
