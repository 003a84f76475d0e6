import { error, redirect } from '@sveltejs/kit'
import { draftOwner } from '#lib/server/filing.ts'
import { draftsOf, myDossiers, myWaiting } from '#server/dossiers/index.ts'
import { person } from '#server/identity/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { PageServerLoad } from './$types'

const A_PAGE = 20

export const load: PageServerLoad = async event => {
  const { ctx, session } = event.locals
  if (!session) redirect(303, '/sign-in?back=/me')
  const self = await person(ctx, session.account)
  if (!self) error(404)
  const [filedAt = '', id = ''] = (event.url.searchParams.get('after') ?? '').split('~')
  const after = !Number.isNaN(Date.parse(filedAt)) && isId(id) ? { filedAt, id } : null
  const owner = await draftOwner(event)
  const [rows, waiting, drafts] = await Promise.all([
    myDossiers(ctx, self, after, A_PAGE + 1),
    after ? [] : myWaiting(ctx, self),
    owner && !after ? draftsOf(ctx, owner) : []
  ])
  const last = rows.length > A_PAGE ? rows[A_PAGE - 1] : undefined
  return {
    name: session.name,
    rows: rows.slice(0, A_PAGE),
    waiting,
    drafts,
    first: after ? '/me' : null,
    next: last ? `/me?after=${encodeURIComponent(`${last.filedAt.toISOString()}~${last.id}`)}` : null
  }
}
