import { error } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { randomBytes } from 'node:crypto'
import { adoptDrafts, draftOf, groundOf, ownerOf, questionsOf, sheetOf } from '#server/dossiers/index.ts'
import type { Draft, Ground, Node, Sheet } from '#server/dossiers/index.ts'
import { person } from '#server/identity/index.ts'
import { offersOf, storeOf, withRules } from '#server/papers/index.ts'

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
  /** What the own store or a register has already of what is asked for. */
  readonly offers: Awaited<ReturnType<typeof offersOf>>
}

/** The draft that the address names, with its form; 404 for anybody but its owner. */
export async function openFiling(event: RequestEvent): Promise<OpenedFiling> {
  const { procedure = '', draft: id = '' } = event.params
  const { ctx } = event.locals
  const owner = await draftOwner(event)
  const draft = owner ? await draftOf(ctx, id, owner) : null
  const known = draft && draft.procedure === procedure ? await groundOf(ctx, procedure) : null
  if (!owner || !draft || !known) error(404)
  const offers = await offersOf(ctx, known.content, await storeFor(event, draft))
  const ground = { ...known, content: withRules(known.content, offers) }
  const address = `/apply/${encodeURIComponent(procedure)}/${draft.id}`
  return { owner, draft, ground, sheet: sheetOf(ground, draft.body), address, offers }
}

/** The store that a filing may draw on: the own one, where one files for oneself. */
async function storeFor({ locals: { ctx, session } }: RequestEvent, { body }: Draft) {
  const self = session ? await person(ctx, session.account) : undefined
  if (!self || body.typed['who.for'] === 'person') return null
  const kind = body.typed['who.for'] === 'organisation' ? 'organisation' : 'person'
  const own = storeOf(self)
  return own.find(each => each.kind === kind) ?? (body.typed['who.for'] === undefined ? (own[0] ?? null) : null)
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

/** The paper that a question asks for, by the question's name. */
export const paperOf = (nodes: readonly Node[], field: string): string | undefined =>
  papersIn(nodes).find(({ name }) => name === field)?.paper

/** What is there already for the questions of one page, by the question's name. */
export const offersHere = <Offer extends { readonly paper: string }>(
  offers: readonly Offer[],
  nodes: readonly Node[]
) =>
  papersIn(nodes).flatMap(({ name, paper }) => {
    const offer = offers.find(each => each.paper === paper)
    return offer ? [{ ...offer, field: name }] : []
  })

const papersIn = (nodes: readonly Node[]): { name: string; paper: string | undefined }[] =>
  questionsOf(nodes).flatMap(({ name, question }) =>
    question.type === 'filepicker' ? [{ name, paper: question.properties?.paper }] : []
  )
