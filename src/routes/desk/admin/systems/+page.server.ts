import { deskOnly } from '#lib/server/desk.ts'
import { fail } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { parseForm, typedIn } from '#lib/server/forms.ts'
import { orFail, unitChoices } from '#lib/server/webhooks.ts'
import { translator } from '#lib/text.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import * as systems from '#server/systems/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'systems.change')
  const [known, settled, switches, units, essential] = await Promise.all([
    systems.systems(ctx),
    systems.settledWhere(ctx),
    systems.switches(ctx),
    unitChoices(ctx),
    systems.essentialServices(ctx)
  ])
  return { systems: known, settled, switches, units, essential, features: systems.FEATURES }
}

type Schema = typeof systems.SystemInput | typeof systems.SettledInput | typeof systems.SwitchInput
/** One form of the page: read, done, said. Its fields are named `form.field`, so that no two of the page are alike. */
const taking =
  (form: string, schema: Schema, done: (ctx: Ctx, given: never) => Promise<Result<undefined, Refusal>>) =>
  async (event: RequestEvent) => {
    const ctx = deskOnly(event, 'systems.change')
    const { request } = event
    const data = await request.formData()
    const plain = new FormData()
    for (const [name, value] of data) plain.append(name.replace(`${form}.`, ''), value)
    const typed = parseForm(schema, plain, translator(ctx.language))
    if (!typed.ok) {
      const errors = Object.entries(typed.errors).map(([name, words]) => [`${form}.${name}`, words])
      return fail(400, { errors: Object.fromEntries(errors), values: typedIn(data) })
    }
    const result = await done(ctx, typed.value as never)
    return result.ok ? { saved: true } : orFail(ctx, result, typedIn(data))
  }

export const actions: Actions = {
  system: taking('system', systems.SystemInput, systems.saveSystem),
  settle: taking('settle', systems.SettledInput, systems.settleIn),
  switch: taking('switch', systems.SwitchInput, systems.switchFeature),
  back: async event => {
    const ctx = deskOnly(event, 'systems.change')
    const { request } = event
    const data = await request.formData()
    const table = data.get('table') === 'switch' ? 'switch' : 'settled'
    const result = await systems.takeBack(ctx, table, String(data.get('id') ?? ''))
    return result.ok ? { saved: true } : orFail(ctx, result)
  }
}
