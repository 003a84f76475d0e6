import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import {
  demandLevel,
  demands,
  demandSecondStep,
  isRole,
  providerStates,
  SECOND_DEMANDS,
  secondPolicy,
  switchProvider
} from '#server/identity/index.ts'
import type { Level, SecondDemand } from '#server/identity/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'identity.change-sign-on')
  const [providers, second, asked] = await Promise.all([providerStates(ctx), secondPolicy(ctx), demands(ctx)])
  return { providers, second, asked, choices: SECOND_DEMANDS, saved: event.url.searchParams.has('saved') }
}

export const actions: Actions = {
  second: async event => {
    const { locals, request } = event
    deskOnly(event, 'identity.change-sign-on')
    const data = await request.formData()
    for (const [role, demand] of data)
      if (isRole(role) && role !== 'citizen' && SECOND_DEMANDS.includes(demand as SecondDemand)) {
        const done = await demandSecondStep(locals.ctx, role, demand as SecondDemand)
        if (!done.ok) return fail(403, { problem: explain(done.error, translator(locals.language)) })
      }
    redirect(303, '/desk/admin/sign-on?saved')
  },
  level: async event => {
    const { locals, request } = event
    deskOnly(event, 'identity.change-sign-on')
    const data = await request.formData()
    const level = Number(data.get('level'))
    const purpose = data.get('purpose')?.toString().trim() ?? ''
    const done = await demandLevel(locals.ctx, purpose, (level === 2 || level === 3 ? level : 1) as Level)
    if (!done.ok) return fail(409, { problem: explain(done.error, translator(locals.language)) })
    redirect(303, '/desk/admin/sign-on?saved')
  },
  switch: async event => {
    const { locals, request } = event
    deskOnly(event, 'identity.change-sign-on')
    const data = await request.formData()
    const done = await switchProvider(locals.ctx, data.get('provider')?.toString() ?? '', data.get('to') === 'on')
    if (!done.ok) return fail(409, { problem: explain(done.error, translator(locals.language)) })
    redirect(303, '/desk/admin/sign-on?saved')
  }
}
