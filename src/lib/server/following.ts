import { error, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { issuePass, openOwn, PASS_MINUTES } from '#server/dossiers/index.ts'
import type { Opened } from '#server/dossiers/index.ts'
import { originOf } from '#server/identity/index.ts'
import { addressKey, limiter } from '#server/platform/limit.ts'
import type { LimitName } from '#server/platform/limit.ts'

const COOKIE = 'pass'
const pathOf = (code: string): string => `/track/${encodeURIComponent(code)}`

/** A code as people type it: any case, stray spaces. */
export const codeFrom = (typed: string): string => typed.trim().replace(/\s+/g, '').toUpperCase().slice(0, 60)

/** The dossier in full, if this visitor may: its own account, or the slip of the second factor. */
export const opened = (event: RequestEvent, code: string): Promise<Opened | null> =>
  openOwn(event.locals.ctx, code, event.cookies.get(COOKIE))

/** The same, or back to the page that asks for the second factor. */
export async function openedOrAsk(event: RequestEvent): Promise<Opened> {
  const code = event.params.code ?? ''
  const found = await opened(event, code)
  if (!found) redirect(303, pathOf(code))
  return found
}

/** Gives the slip for this one dossier; the browser sends it to the dossier's own pages only. */
export async function letIn(event: RequestEvent, code: string): Promise<void> {
  event.cookies.set(COOKIE, await issuePass(event.locals.ctx, code), {
    path: pathOf(code),
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    maxAge: PASS_MINUTES * 60
  })
}
export const letOut = (event: RequestEvent, code: string): void => event.cookies.delete(COOKIE, { path: pathOf(code) })

/** Seconds to wait, for this address and beside it for what is asked about (guessing from many addresses). */
export function waitFor(event: RequestEvent, limit: LimitName, about?: string): number {
  const now = event.locals.ctx.now()
  const seconds = Math.max(
    limiter.take(limit, addressKey(originOf(event).address), now),
    about ? limiter.take(limit, `about ${about}`, now) : 0
  )
  if (seconds > 0) sayOnce(event, 'retry-after', String(seconds))
  return seconds
}

export function slowDownLookups(event: RequestEvent): void {
  if (waitFor(event, 'tracking-lookup') > 0) error(429)
}

/** What only the applicant may see stays out of every cache. */
export const keepPrivate = (event: RequestEvent): void => sayOnce(event, 'cache-control', 'private, no-store')

/** Kit refuses a header said twice; after a refused form the page's load says it again. */
function sayOnce(event: RequestEvent, name: string, value: string): void {
  const said = saids.get(event.request) ?? new Set()
  saids.set(event.request, said)
  if (said.has(name)) return
  said.add(name)
  event.setHeaders({ [name]: value })
}
const saids = new WeakMap<Request, Set<string>>()
