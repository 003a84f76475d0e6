import { error, fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain, typedIn } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { checkRelative, relativesOf } from '#server/linkage/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'population.look-up')
  const about = await relativesOf(ctx, event.params.code)
  if (!about) error(404)
  return about
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'population.look-up')
    const values = typedIn(await event.request.formData())
    const { relation = '', number = '', name = '', birth = '' } = values
    const told = await checkRelative(ctx, event.params.code, { relation, number, name, birth })
    if (told.ok) return { values, outcome: told.value, problem: null }
    if (told.error.code === 'not-found') error(404)
    return fail(409, { values, outcome: null, problem: explain(told.error, translator(ctx.language)) })
  }
}
