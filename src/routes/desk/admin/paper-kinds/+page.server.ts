import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain, typedIn } from '#lib/server/forms.ts'
import type { Typed } from '#lib/server/forms.ts'
import { parseDay } from '#lib/format.ts'
import { translator } from '#lib/text.ts'
import { importKinds, kindHistory, paperKinds, sayKind } from '#server/papers/index.ts'
import type { Actions, PageServerLoad } from './$types'

/** A table of kinds is small; what is larger is something else. */
const MOST = 1 << 20
const NOTHING_TYPED: Typed = {}

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'paper-kind.change')
  const asked = event.url.searchParams
  const kinds = await paperKinds(ctx)
  const chosen = kinds.find(kind => kind.code === asked.get('kind')) ?? null
  return {
    ...{
      kinds,
      chosen,
      saved: asked.has('saved'),
      imported: asked.has('imported') ? Number(asked.get('imported')) : null
    },
    history: chosen ? await kindHistory(ctx, chosen.code) : []
  }
}

export const actions: Actions = {
  say: async event => {
    const ctx = deskOnly(event, 'paper-kind.change')
    const data = await event.request.formData()
    const values = typedIn(data)
    const said = await sayKind(ctx, { ...values, validFrom: parseDay(values.validFrom ?? '') ?? '' })
    if (!said.ok) return fail(409, { values, message: explain(said.error, translator(event.locals.language)) })
    redirect(303, '/desk/admin/paper-kinds?saved')
  },
  import: async event => {
    const ctx = deskOnly(event, 'paper-kind.change')
    const t = translator(event.locals.language)
    const file = (await event.request.formData()).get('file')
    if (!(file instanceof File) || file.size === 0 || file.size > MOST)
      return fail(400, { values: NOTHING_TYPED, message: t('field.missing') })
    const done = await importKinds(ctx, await file.text())
    if (!done.ok) return fail(409, { values: NOTHING_TYPED, message: explain(done.error, t) })
    redirect(303, `/desk/admin/paper-kinds?imported=${done.value}`)
  }
}
