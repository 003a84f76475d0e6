import { error } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { randomBytes } from 'node:crypto'
import { adoptDrafts, draftOf, groundOf, ownerOf, sheetOf } from '#server/dossiers/index.ts'
import type { Draft, Ground, Sheet } from '#server/dossiers/index.ts'

const COOKIE = 'drafts'
const DAYS = 30

/**
 * Whose drafts this request is about: the account's, or those of this browser by a secret cookie. Drafts begun before
 * signing in go over to the account. Null: a visitor who has none, unless `begin` makes the cookie.
 */
export async function draftOwner(event: RequestEvent, begin = false): Promise<string | null> {
  const { cookies, locals, url } = event
  const held = cookies.get(COOKIE)
  const browser = held && /^[\w-]{43}$/.test(held) ? held : undefined
  if (locals.session) {
    const own = ownerOf({ account: locals.session.account })
    if (browser) {
      await adoptDrafts(locals.ctx, ownerOf({ browser }), own)
      cookies.delete(COOKIE, { path: '/apply' })
    }
    return own
  }
  if (browser) return ownerOf({ browser })
  if (!begin) return null
  const made = randomBytes(32).toString('base64url')
  cookies.set(COOKIE, made, {
    path: '/apply',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: DAYS * 86_400
  })
  return ownerOf({ browser: made })
}

export type OpenedFiling = {
  readonly owner: string
  readonly draft: Draft
  readonly ground: Ground
  readonly sheet: Sheet
  readonly address: string
}

/** The draft that the address names, with its form; 404 for anybody but its owner. */
export async function openFiling(event: RequestEvent): Promise<OpenedFiling> {
  const { procedure = '', draft: id = '' } = event.params
  const { ctx } = event.locals
  const owner = await draftOwner(event)
  const draft = owner ? await draftOf(ctx, id, owner) : null
  const ground = draft && draft.procedure === procedure ? await groundOf(ctx, procedure) : null
  if (!owner || !draft || !ground) error(404)
  const address = `/apply/${encodeURIComponent(procedure)}/${draft.id}`
  return { owner, draft, ground, sheet: sheetOf(ground, draft.body), address }
}

/** The way through a filing, for `Steps`. */
export const wayOf = ({ sheet, draft, address }: OpenedFiling, step: string, titles: (key: string) => string) => {
  const asked = sheet.parts.filter(part => part.asked).map(part => part.key)
  const at = step === 'review' ? asked.length : asked.indexOf(step)
  return [...asked, 'review'].map((key, index) => ({
    label: titles(key),
    state:
      index === at ? ('current' as const) : draft.body.done.includes(key) ? ('done' as const) : ('waiting' as const),
    ...(draft.body.done.includes(key) && index !== at ? { href: `${address}/${key}` } : {})
  }))
}
