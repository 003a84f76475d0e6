import { fail } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { parseDay } from '#lib/format.ts'
import { deskOnly } from '#lib/server/desk.ts'
import { explain, parseForm, typedIn } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import {
  addOfficer,
  lockOfficer,
  OfficerInput,
  officers,
  resetPassword,
  resetSecondStep,
  unlockOfficer
} from '#server/identity/index.ts'
import { units } from '#server/organisation/index.ts'
import { dayOf } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'identity.see-officers')
  const { url } = event
  const [q = '', unit = '', role = '', page] = ['q', 'unit', 'role', 'page'].map(
    name => url.searchParams.get(name) ?? undefined
  )
  const [found, allUnits] = await Promise.all([
    officers(ctx, { search: q, unit, role, page: Number(page) || 1 }),
    units(ctx, { on: dayOf(ctx.now()) })
  ])
  return {
    found,
    filter: { q, unit, role },
    units: allUnits.map(({ code, name }) => ({ value: code, label: `${code}  ${name.vi}` })),
    mayChange: ctx.actor.may('identity.change-officers'),
    today: dayOf(ctx.now())
  }
}

/** The act on one officer named in the form. Seeing the officers is for more people than changing them. */
const onOne =
  (act: typeof lockOfficer | typeof resetPassword) =>
  async (event: Pick<RequestEvent, 'request' | 'locals' | 'url'>) => {
    deskOnly(event, 'identity.change-officers')
    const { request, locals } = event
    const id = (await request.formData()).get('officer')?.toString() ?? ''
    const done = isId(id) ? await act(locals.ctx, id) : ({ ok: false, error: { code: 'not-found' } } as const)
    if (!done.ok) return fail(409, { problem: explain(done.error, translator(locals.language)) })
    return { password: done.value?.password }
  }

export const actions: Actions = {
  add: async event => {
    deskOnly(event, 'identity.change-officers')
    const { request, locals } = event
    const t = translator(locals.language)
    const data = await request.formData()
    const given = { head: data.has('head'), from: parseDay(data.get('from')?.toString() ?? '') ?? '' }
    const form = parseForm(OfficerInput, data, t, given)
    if (!form.ok) return fail(400, { values: form.values, errors: form.errors })
    const added = await addOfficer(locals.ctx, form.value)
    if (added.ok) return { password: added.value.password, added: form.value.login }
    return fail(409, { values: typedIn(data), problem: explain(added.error, t) })
  },
  lock: onOne(lockOfficer),
  unlock: onOne(unlockOfficer),
  reset: onOne(resetPassword),
  second: async event => {
    deskOnly(event, 'identity.change-officers')
    const { request, locals } = event
    const data = await request.formData()
    const [officer = '', reason = ''] = ['officer', 'reason'].map(name => data.get(name)?.toString())
    const done = await resetSecondStep(locals.ctx, officer, reason)
    return done.ok ? { reset: true } : fail(409, { problem: explain(done.error, translator(locals.language)) })
  }
}
