import { fail, redirect } from '@sveltejs/kit'
import {
  answeredSheet,
  blankSheet,
  counterDraft,
  counterPage,
  dropCounterDraft,
  fillPerson,
  fillProcedure,
  keepCounterDraft,
  receiveAtCounter,
  refusedSheet,
  sendBackAtCounter,
  sentSheet,
  typedFrom
} from '#server/dossiers/index.ts'
import type { CounterPage, Typed } from '#server/dossiers/index.ts'
import { checkAtCounter } from '#server/linkage/index.ts'
import { offersAtCounter } from '#server/papers/index.ts'
import { deskOnly } from '#lib/server/desk.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'dossier.receive')
  const done = event.url.searchParams.get('done')
  const draft = await counterDraft(ctx)
  const kept = draft && Object.keys(draft.body).length > 2 ? draft.body : null
  return {
    done: done ? await sentSheet(ctx, done) : null,
    restored: kept !== null,
    ...(await withOffers(ctx, await counterPage(ctx, kept ?? blankSheet(), { atOnce: false })))
  }
}

/** What the person's store or a register has of the papers, as soon as person and procedure are known. */
const withOffers = async <Shown extends CounterPage>(ctx: Ctx, page: Shown) => ({
  ...page,
  offers: (await offersAtCounter(ctx, page.typed)).shown
})

async function typedOf(event: RequestEvent): Promise<Typed> {
  return typedFrom((await event.request.formData()).entries())
}

/** Sends the sheet; what was refused comes back as it was typed, what was taken leaves a clean sheet. */
async function send(event: RequestEvent, how: 'receive' | 'ask-supplement' | 'refuse-reception') {
  const ctx = deskOnly(event, 'dossier.receive')
  const typed = await typedOf(event)
  const { there } = await offersAtCounter(ctx, typed)
  const sent =
    how === 'receive' ? await receiveAtCounter(ctx, typed, there) : await sendBackAtCounter(ctx, typed, how, there)
  if (!sent.ok)
    return fail(
      sent.error.code === 'forbidden' ? 403 : 409,
      await withOffers(ctx, await refusedSheet(ctx, typed, sent.error, false))
    )
  await dropCounterDraft(ctx)
  redirect(303, `/desk/receive?done=${encodeURIComponent(sent.value.code)}`)
}

export const actions: Actions = {
  // What follows from the typed fields; they are kept as the officer's half-typed sheet.
  answer: async event => {
    const ctx = deskOnly(event, 'dossier.receive')
    const page = await answeredSheet(ctx, await typedOf(event), false)
    await keepCounterDraft(ctx, { ...page.typed })
    return withOffers(ctx, page)
  },
  find: async event => {
    const ctx = deskOnly(event, 'dossier.receive')
    return withOffers(ctx, await fillPerson(ctx, await typedOf(event), false))
  },
  choose: async event => {
    const ctx = deskOnly(event, 'dossier.receive')
    const page = await fillProcedure(ctx, await typedOf(event), false)
    await keepCounterDraft(ctx, { ...page.typed })
    return withOffers(ctx, page)
  },
  check: async event => {
    const ctx = deskOnly(event, 'dossier.receive')
    const typed = await typedOf(event)
    await keepCounterDraft(ctx, { ...typed })
    const page = await withOffers(ctx, await counterPage(ctx, typed, { atOnce: false }))
    return { ...page, check: await checkAtCounter(ctx, typed) }
  },
  receive: event => send(event, 'receive'),
  ask: event => send(event, 'ask-supplement'),
  refuse: event => send(event, 'refuse-reception'),
  // The half-typed sheet is kept; what the officer accepts of the scan is put into it.
  scan: async event => {
    const ctx = deskOnly(event, 'dossier.receive')
    await keepCounterDraft(ctx, { ...(await typedOf(event)) })
    redirect(303, '/desk/reading')
  },
  clear: async event => {
    await dropCounterDraft(deskOnly(event, 'dossier.receive'))
    redirect(303, '/desk/receive')
  }
}
