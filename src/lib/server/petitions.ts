import { error } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { openAsFiler } from '#server/feedback/index.ts'
import type { Proof } from '#server/feedback/index.ts'
import { codeFrom } from './following.ts'

const PASS = 'petition'
const SLIP = 'petition-slip'
const MINUTES = 30

const kept = (event: RequestEvent, path: string) =>
  ({ path, httpOnly: true, sameSite: 'lax', secure: event.url.protocol === 'https:', maxAge: MINUTES * 60 }) as const

/** Code and code word, shown on the next page only; the browser forgets them in half an hour. */
export const keepSlip = (event: RequestEvent, slip: { code: string; secret: string }, path: string): void =>
  event.cookies.set(SLIP, `${slip.code} ${slip.secret}`, kept(event, path))
export function slipOf(event: RequestEvent): { code: string; secret: string } | null {
  const [code, secret] = (event.cookies.get(SLIP) ?? '').split(' ')
  return code && secret ? { code, secret } : null
}

/** The code word travels with the pages of this one petition, so that a person types it once. */
export const keepSecret = (event: RequestEvent, code: string, secret: string): void =>
  event.cookies.set(PASS, secret, kept(event, `/petitions/follow/${code}`))

export const proofOf = (event: RequestEvent): Proof => ({
  code: codeFrom(event.params.petition ?? ''),
  secret: event.cookies.get(PASS) ?? null
})

/** The petition for the one who filed it; to everybody else it does not exist. */
export async function ownPetition(event: RequestEvent) {
  const proof = proofOf(event)
  return { proof, petition: (await openAsFiler(event.locals.ctx, proof)) ?? error(404) }
}
