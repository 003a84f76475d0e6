import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { formatDay, parseDay } from '#lib/format.ts'
import { explain, typedIn } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { dayOf, wordsIn } from '#server/platform/index.ts'
import { chooseRules, rulesToday, ruleSet, ruleSetChoices, ruleSets } from '#server/rulesets/index.ts'
import type { RuleSet } from '#server/rulesets/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'rules.see')
  const { url } = event
  const [current, choices] = await Promise.all([rulesToday(ctx), ruleSetChoices(ctx)])
  const today = dayOf(ctx.now())
  const shown = ({ id, name, tiers, ownOnlineFiling, forms, unverified }: RuleSet) => ({
    ...{ id, tiers, ownOnlineFiling, unverified: [...unverified] },
    name: wordsIn(ctx.language, name),
    forms: Object.keys(forms).length
  })
  const inForce = choices.findIndex(choice => choice.from <= today)
  return {
    current: shown(current),
    byLaw: inForce < 0,
    choices: choices.map((choice, at) => ({
      ...choice,
      name: wordsIn(ctx.language, ruleSet(choice.ruleSet).name),
      state: choice.from > today ? ('planned' as const) : at === inForce ? ('in-force' as const) : ('over' as const)
    })),
    sets: ruleSets.map(set => ({ value: set.id, label: wordsIn(ctx.language, set.name) })),
    mayChoose: ctx.actor.may('rules.choose'),
    chosen: choices.find(choice => choice.from === url.searchParams.get('chosen'))?.from ?? null
  }
}

export const actions: Actions = {
  choose: async event => {
    const ctx = deskOnly(event, 'rules.choose')
    const { request, locals } = event
    const t = translator(locals.language)
    const data = await request.formData()
    const text = (name: string) => (data.get(name)?.toString() ?? '').normalize('NFC').trim().slice(0, 500)
    const set = ruleSets.find(({ id }) => id === text('ruleSet'))
    const from = parseDay(text('from'))
    const errors = {
      ...(set ? {} : { ruleSet: t('field.missing') }),
      ...(from ? {} : { from: t('calendar.day-odd') }),
      ...(text('reason') === '' ? { reason: t('field.missing') } : {})
    }
    if (!set || !from || errors.reason) return fail(400, { errors, values: typedIn(data) })
    const chosen = await chooseRules(ctx, { ruleSet: set.id, from, reason: text('reason') })
    if (chosen.ok) redirect(303, `/desk/admin/rules?chosen=${from}`)
    const refusal =
      'validFrom' in chosen.error ? { ...chosen.error, validFrom: formatDay(chosen.error.validFrom) } : chosen.error
    return fail(409, { problem: explain(refusal, t), values: typedIn(data) })
  }
}
