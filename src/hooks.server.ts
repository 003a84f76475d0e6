import { redirect } from '@sveltejs/kit'
import { sequence } from '@sveltejs/kit/hooks'
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks'
import { layFiles } from '#lib/server/multipart.ts'
import { noRoom } from '#lib/server/no-room.ts'
import { preferences } from '#lib/server/preferences.ts'
import { translator } from '#lib/text.ts'
import * as app from '#server/app.ts'
import { FileWithheld } from '#server/documents/index.ts'
import { detourOf, sessionOf, visitorOf } from '#server/identity/index.ts'
import type { Session } from '#server/identity/index.ts'
import { tokenHelper } from '#server/signatures/index.ts'
import { BlobsAway, isDiskFull, isNoText } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { policy } from '#server/policy.ts'

declare global {
  namespace App {
    interface Error {
      code?: string
    }
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

/** What would write is told at once when the disk has no room: nothing is begun that could not be finished. */
const roomed: Handle = ({ event, resolve }) =>
  event.request.method === 'GET' || event.request.method === 'HEAD' || app.hasSpace() || SMALL.test(event.url.pathname)
    ? resolve(event)
    : noRoom(event)

/** Written in passing, in the room that is kept back: whoever looks something up must still get in. */
const SMALL = /^\/(sign-in|sign-out|session|preferences|track)(\/|$)/

/** The database met the full disk all the same: its statement left nothing behind. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind !== 'unknown') return {}
  // A file opened by its address has no page around it: the words come with the error.
  const told = (status: 400 | 423 | 503 | 507, code: string) => {
    const t = translator(event.locals.language ?? 'vi')
    return { status, code, message: `${t(`problem.${status}.title`)}. ${t(`problem.${status}.what`)}` }
  }
  if (error instanceof FileWithheld) return told(423, 'file-withheld')
  if (isNoText(error)) return told(400, 'character-unusable')
  const failed = { event: 'page.failed', path: event.route.id, error: String(error) }
  event.locals.ctx?.log.error(failed, 'a page failed')
  if (error instanceof BlobsAway) return told(503, 'files-away')
  return isDiskFull(error) ? told(507, 'disk-full') : {}
}

/** The page where a leader signs may speak to the token's helper program on the same machine, where one is set up. */
function reachingToken(path: string, response: Response): void {
  const policy = path === '/desk/sign' ? response.headers.get('content-security-policy') : null
  const helper = policy && tokenHelper()
  if (helper) response.headers.set('content-security-policy', policy.replace(/connect-src/, `connect-src ${helper}`))
}

/** What protects every page beside the CSP: no framing, no sniffing, no referrer to other sites. */
const guarded: Handle = async ({ event, resolve }) => {
  const response = await resolve(event)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('permissions-policy', 'geolocation=(), microphone=(), payment=()')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  if (event.locals.session) response.headers.set('cache-control', 'private, no-store')
  reachingToken(event.url.pathname, response)
  return response
}

/** Files of a form lie on the disk while it is answered, not in memory. */
const laying: Handle = async ({ event, resolve }) => {
  if (!/^multipart\/form-data\b/i.test(event.request.headers.get('content-type') ?? '')) return resolve(event)
  const clear = layFiles(event.request, event.locals.ctx.blobs)
  try {
    return await resolve(event)
  } finally {
    await clear()
  }
}

export const handle = sequence(preferences, guarded, roomed, signedIn, laying)
