import { fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { explain } from '#lib/server/forms.ts'
import { baseOf, browserSecret } from '#lib/server/sign-on.ts'
import { explainPassword } from '#lib/server/passwords.ts'
import { translator } from '#lib/text.ts'
import {
  changePassword,
  chooseNotice,
  choosePost,
  endSession,
  homeOf,
  ownLinks,
  ownSecondStep,
  person,
  postsOf,
  sessionsOf,
  startSignOn,
  unlink
} from '#server/identity/index.ts'
import { smsOn } from '#server/notices/index.ts'
import { dayOf } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { Actions, PageServerLoad } from './$types'

const sessionFor = ({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>) =>
  locals.session ?? redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname)}`)

export const load: PageServerLoad = async event => {
  const { ctx } = event.locals
  const session = sessionFor(event)
  const [own, posts, sessions, links, second] = await Promise.all([
    person(ctx, session.account),
    postsOf(ctx, session.account, dayOf(ctx.now())),
    sessionsOf(ctx, session.account),
    ownLinks(ctx),
    ownSecondStep(ctx)
  ])
  const { id, unit, login, name, mustChangePassword, endsAt, level } = session
  return {
    own: { id, unit, login, name, mustChangePassword, endsAt, level, phone: own?.phone ?? '', email: own?.email ?? '' },
    number: own?.personalNumber ? { verified: own.numberVerified } : null,
    passwordSet: own?.passwordSet ?? true,
    notice: own && own.kind !== 'officer' ? { by: own.notifyBy, smsOn: smsOn() } : null,
    links,
    second: second && { since: second.since, demand: second.demand },
    posts,
    sessions,
    done: event.url.searchParams.get('done')
  }
}

export const actions: Actions = {
  password: async event => {
    const { ctx, language } = event.locals
    const session = sessionFor(event)
    const data = await event.request.formData()
    const [current = '', next = ''] = ['current', 'next'].map(name => data.get(name)?.toString())
    const changed = await changePassword(ctx, { current, next, session: session.id })
    if (changed.ok)
      redirect(
        303,
        session.mustChangePassword ? homeOf({ ...session, mustChangePassword: false }) : '/account?done=password'
      )
    const t = translator(language)
    if (changed.error.code === 'password-weak')
      return fail(400, { errors: { next: explainPassword(changed.error.faults, t) }, problem: null })
    const words = explain(changed.error, t)
    return fail(
      400,
      changed.error.code === 'wrong-password'
        ? { errors: { current: words }, problem: null }
        : { errors: {}, problem: words }
    )
  },
  notice: async event => {
    sessionFor(event)
    const by = (await event.request.formData()).get('by') === 'sms' ? 'sms' : 'email'
    const chosen = await chooseNotice(event.locals.ctx, by)
    if (!chosen.ok) return fail(400, { errors: {}, problem: explain(chosen.error, translator(event.locals.language)) })
    redirect(303, '/account?done=notice')
  },
  post: async event => {
    const unit = (await event.request.formData()).get('unit')?.toString() ?? ''
    const chosen = await choosePost(event.locals.ctx, sessionFor(event).id, unit)
    if (!chosen.ok) return fail(400, { errors: {}, problem: explain(chosen.error, translator(event.locals.language)) })
    redirect(303, '/desk')
  },
  link: async event => {
    const { id, account, kind } = sessionFor(event)
    const provider = (await event.request.formData()).get('provider')?.toString() ?? ''
    const started = await startSignOn(event.locals.ctx, {
      provider,
      purpose: 'link',
      back: '/account?done=link',
      level: 1,
      forDesk: kind === 'officer',
      browser: browserSecret(event),
      base: baseOf(event),
      session: { id, account }
    })
    if (started.ok) return { errors: {}, problem: null, to: started.value.to }
    return fail(409, { errors: {}, problem: explain(started.error, translator(event.locals.language)) })
  },
  unlink: async event => {
    sessionFor(event)
    const gone = await unlink(event.locals.ctx, (await event.request.formData()).get('provider')?.toString() ?? '')
    if (!gone.ok) return fail(409, { errors: {}, problem: explain(gone.error, translator(event.locals.language)) })
    redirect(303, '/account?done=unlink')
  },
  end: async event => {
    sessionFor(event)
    const id = (await event.request.formData()).get('session')?.toString() ?? ''
    const ended = isId(id)
      ? await endSession(event.locals.ctx, id)
      : ({ ok: false, error: { code: 'not-found' } } as const)
    if (!ended.ok) return fail(400, { errors: {}, problem: explain(ended.error, translator(event.locals.language)) })
    redirect(303, '/account?done=session')
  }
}
