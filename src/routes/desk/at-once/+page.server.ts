import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import {
  againAfter,
  answeredSheet,
  blankSheet,
  counterPage,
  fillPerson,
  fillProcedure,
  refusedSheet,
  sentSheet,
  settleAtCounter,
  typedFrom
} from '#server/dossiers/index.ts'
import { checkAtCounter } from '#server/linkage/index.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** `?procedure=` and its quantities carry "the same again" to the next person. */
export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'dossier.receive')
  const { searchParams } = event.url
  const done = searchParams.get('done')
  const kept = typedFrom([...searchParams].filter(([name]) => name === 'procedure' || name.startsWith('quantity:')))
  return {
    done: done ? await sentSheet(ctx, done) : null,
    ...(await counterPage(ctx, { ...blankSheet(), ...kept }, { atOnce: true, ticked: true }))
  }
}

async function typedOf(event: RequestEvent) {
  return typedFrom((await event.request.formData()).entries())
}

export const actions: Actions = {
  answer: async event => answeredSheet(deskOnly(event, 'dossier.receive'), await typedOf(event), true),
  find: async event => fillPerson(deskOnly(event, 'dossier.receive'), await typedOf(event), true),
  choose: async event => fillProcedure(deskOnly(event, 'dossier.receive'), await typedOf(event), true),
  check: async event => {
    const ctx = deskOnly(event, 'dossier.receive')
    const typed = await typedOf(event)
    return {
      ...(await counterPage(ctx, typed, { atOnce: true })),
      check: await checkAtCounter(ctx, typed, { atOnce: true })
    }
  },
  settle: async event => {
    const ctx = deskOnly(event, 'dossier.receive')
    const typed = await typedOf(event)
    const settled = await settleAtCounter(ctx, typed)
    if (!settled.ok) return fail(409, await refusedSheet(ctx, typed, settled.error, true))
    redirect(303, `/desk/at-once?${againAfter(typed, settled.value.code)}`)
  }
}
