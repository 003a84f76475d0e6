import { error, fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { typedIn } from '#lib/server/forms.ts'
import { ACTS, actOnCase, caseScreen } from '#server/desk/index.ts'
import type { ActName } from '#server/desk/index.ts'
import { notesOf, relativesOf } from '#server/linkage/index.ts'
import { portalNotes } from '#server/national/index.ts'
import { NEEDS } from '#server/dossiers/index.ts'
import { whoseTime } from '#server/transparency/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'dossier.read')
  const { params, url } = event
  const screen = await caseScreen(ctx, params.code, url.searchParams)
  if (!screen) error(404)
  const [notes, portal, time, relatives] = await Promise.all([
    notesOf(ctx, params.code),
    portalNotes(ctx, params.code),
    whoseTime(ctx, params.code),
    relativesOf(ctx, params.code)
  ])
  return { screen, notes, portal, time, relatives: relatives?.known ?? false, saved: url.searchParams.has('saved') }
}

/** One act of the page: done and back to the dossier, or refused with what was typed. */
const acting = (name: ActName) => async (event: Pick<RequestEvent, 'locals' | 'request' | 'params' | 'url'>) => {
  const ctx = deskOnly(event, NEEDS[name])
  const { request, params } = event
  const data = await request.formData()
  const code = params.code ?? ''
  const done = await actOnCase(ctx, code, name, data)
  if (done.ok) redirect(303, `/desk/dossiers/${encodeURIComponent(code)}?saved`)
  const { errors, problem } = done.error
  return fail(done.error.code === 'input-invalid' ? 400 : 409, {
    act: name as string,
    values: typedIn(data),
    errors,
    problem
  })
}

export const actions: Actions = Object.fromEntries(ACTS.map(name => [name, acting(name)]))
