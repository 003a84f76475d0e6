import { error } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { readBlob, serveFile } from '#server/documents/index.ts'
import { originOf } from '#server/identity/index.ts'
import { newSlip, publicFile, readSlip } from '#server/portal/index.ts'
import type { Kind, Reader } from '#server/portal/index.ts'

const COOKIE = 'reader'
const A_YEAR = 365 * 86_400

/** Who reads a page, to count each reader once a day. */
export function readerOf(event: RequestEvent): Reader {
  const { address, agent } = originOf(event)
  return { account: event.locals.ctx.actor.id, address, agent: agent ?? '' }
}

/** The voter: the account, or the slip that this browser was given with its first vote; null before that. */
export function voterOf({ locals: { ctx }, cookies }: RequestEvent): string | null {
  if (ctx.actor.id) return `account ${ctx.actor.id}`
  const name = readSlip(ctx, cookies.get(COOKIE))
  return name && `slip ${name}`
}

/** The same; a browser without a slip is given one. Nobody who only reads gets a cookie. */
export function voting(event: RequestEvent): string {
  const known = voterOf(event)
  if (known) return known
  const slip = newSlip(event.locals.ctx)
  const secure = event.url.protocol === 'https:'
  event.cookies.set(COOKIE, slip, { path: '/news', httpOnly: true, sameSite: 'lax', secure, maxAge: A_YEAR })
  return `slip ${slip.split('.')[0]}`
}

/** Whether a program asks ahead of its reader; the page may never be looked at. */
export const isAhead = ({ request: { headers, method } }: RequestEvent): boolean =>
  method !== 'GET' || /prefetch|prerender/.test(headers.get('sec-purpose') ?? headers.get('purpose') ?? '')

/** A file of something published, kept for a while by who fetched it; pictures and PDF are shown in place. */
export async function shownFile(event: RequestEvent, kind: Kind): Promise<Response> {
  const { ctx } = event.locals
  const file = await publicFile(ctx, kind, event.params.slug ?? '', event.params.id ?? '')
  if (!file) error(404)
  const tag = `"${file.id}"`
  const cached = { 'cache-control': 'public, max-age=600', etag: tag }
  if (event.request.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers: cached })
  const blob = await readBlob(ctx, file.id)
  if (!blob) error(404)
  return new Response(blob.stream, { headers: { ...serveFile(file, 'inline'), ...cached } })
}
