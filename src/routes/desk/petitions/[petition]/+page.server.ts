import { error } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { codeFrom } from '#lib/server/following.ts'
import { petitionActs } from '#lib/server/petition-acts.ts'
import { petitionScreen } from '#server/feedback/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'officer')
  const screen = await petitionScreen(ctx, codeFrom(event.params.petition))
  return { screen: screen ?? error(404), saved: event.url.searchParams.has('saved') }
}

export const actions: Actions = petitionActs
