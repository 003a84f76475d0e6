import { redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { randomBytes } from 'node:crypto'
import { ATTEMPT_MINUTES, demandedLevel, isLocalHost, readSideCookie, writeSideCookie } from '#server/identity/index.ts'

/** Scheme and host under which this browser knows us: the public address, or this very machine's. */
export const baseOf = ({ url, locals }: Pick<RequestEvent, 'url' | 'locals'>): string =>
  isLocalHost(url) ? url.origin : locals.ctx.province.origin

/** The secret of this browser, which ends only the sign-ons it began; kept while one may be under way. */
export function browserSecret(event: RequestEvent): string {
  const secret = readSideCookie(event, 'signon') ?? randomBytes(32).toString('base64url')
  writeSideCookie(event, 'signon', secret, ATTEMPT_MINUTES * 60)
  return secret
}

/** Leads to a surer identity when the session knows its person less surely than the purpose asks. */
export async function needLevel(event: Pick<RequestEvent, 'url' | 'locals'>, purpose: string): Promise<void> {
  const { ctx, session } = event.locals
  const level = await demandedLevel(ctx, purpose)
  if (level <= (session?.level ?? 1) && (session || level === 1)) return
  const back = encodeURIComponent(event.url.pathname + event.url.search)
  redirect(303, session ? `/sign-on?level=${level}&back=${back}` : `/sign-in?back=${back}`)
}
