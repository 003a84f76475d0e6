import { fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import {
  beginSecondStep,
  confirmSecondStep,
  endSecondStep,
  ownSecondStep,
  renewRecoveryCodes
} from '#server/identity/index.ts'
import { qrPicture } from '#server/platform/index.ts'
import type { Refusal } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

const sessionFor = ({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>) =>
  locals.session ?? redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname)}`)

export const load: PageServerLoad = async event => {
  const session = sessionFor(event)
  const own = await ownSecondStep(event.locals.ctx)
  if (!own) redirect(303, '/account')
  const { setUp, ...rest } = own
  return {
    own: rest,
    login: session.login,
    must: session.mustSetUpSecondStep,
    setUp: setUp && { secret: (setUp.secret.match(/.{1,4}/g) ?? []).join(' '), qr: qrPicture(setUp.address) },
    ended: event.url.searchParams.has('ended')
  }
}

/** The refusal beside its field. */
const refused = (event: RequestEvent, field: 'code' | 'password', refusal: Refusal) =>
  fail(400, {
    errors: { [field]: explain(refusal, translator(event.locals.language)) } as { code?: string; password?: string }
  })
const typed = async (event: RequestEvent, field: string) =>
  (await event.request.formData()).get(field)?.toString() ?? ''

export const actions: Actions = {
  begin: async event => {
    sessionFor(event)
    const begun = await beginSecondStep(event.locals.ctx, await typed(event, 'password'))
    if (!begun.ok) return refused(event, 'password', begun.error)
    redirect(303, '/account/second-step')
  },
  confirm: async event => {
    const done = await confirmSecondStep(event.locals.ctx, await typed(event, 'code'), sessionFor(event).id)
    return done.ok ? { codes: done.value.codes } : refused(event, 'code', done.error)
  },
  renew: async event => {
    sessionFor(event)
    const done = await renewRecoveryCodes(event.locals.ctx, await typed(event, 'code'))
    return done.ok ? { codes: done.value.codes } : refused(event, 'code', done.error)
  },
  end: async event => {
    sessionFor(event)
    const done = await endSecondStep(event.locals.ctx, await typed(event, 'code'))
    if (!done.ok) return refused(event, 'code', done.error)
    redirect(303, '/account/second-step?ended')
  }
}
