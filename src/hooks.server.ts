import { redirect } from '@sveltejs/kit'
import { sequence } from '@sveltejs/kit/hooks'
import type { Handle, ServerInit } from '@sveltejs/kit/hooks'
import { preferences } from '#lib/server/preferences.ts'
import * as app from '#server/app.ts'
import { detourOf, sessionOf, visitorOf } from '#server/identity/index.ts'
import type { Session } from '#server/identity/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { policy } from '#server/policy.ts'

declare global {
  namespace App {
    interface Locals {
      /** What every action gets first. */
      ctx: Ctx
      session: Session | null
    }
  }
}

/** Hands the one module graph of the build to the small server that started it. */
export const init: ServerInit = () => {
  Object.assign(globalThis, { [Symbol.for('motcua.app')]: app })
}

/** Who is at the other end: the session's actor, or a visitor. */
const signedIn: Handle = async ({ event, resolve }) => {
  const { locals } = event
  const visiting = app.context(visitorOf(policy), locals.language)
  const session = await sessionOf(visiting, event, policy)
  locals.session = session
  locals.ctx = session ? app.context(session.actor, locals.language) : visiting
  if (session) {
    locals.account = {
      kind: session.kind === 'officer' ? 'officer' : 'citizen',
      id: session.account,
      name: session.name,
      unit: session.unit ?? undefined
    }
  }
  const detour = detourOf(session, event.url)
  if (detour) redirect(303, detour)
  return resolve(event)
}

/** What protects every page beside the CSP: no framing, no sniffing, no referrer to other sites. */
const guarded: Handle = async ({ event, resolve }) => {
  const response = await resolve(event)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('permissions-policy', 'geolocation=(), microphone=(), payment=()')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  if (event.locals.session) response.headers.set('cache-control', 'private, no-store')
  return response
}

export const handle = sequence(preferences, signedIn, guarded)
