import { deskOnly } from '#lib/server/desk.ts'
import { ownLimits, PETITION_KINDS, petitionsDesk } from '#server/feedback/index.ts'
import type { Which } from '#server/feedback/index.ts'
import type { PageServerLoad } from './$types'

const WHICH: readonly Which[] = ['open', 'unsorted', 'late', 'to-publish', 'ended', 'all']

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'officer')
  const asked = event.url.searchParams
  const which = WHICH.find(each => each === asked.get('which')) ?? 'open'
  const kind = PETITION_KINDS.find(each => each === asked.get('kind')) ?? null
  const text = (asked.get('q') ?? '').slice(0, 100)
  const page = Math.max(1, Math.floor(Number(asked.get('page'))) || 1)
  const reads = ctx.actor.may('petition.read')
  const list = await petitionsDesk(ctx, { which, kind, text, page })
  return {
    ...list,
    rows: reads ? list.rows : [],
    ...{ which, kind, text, page, reads },
    mayEnter: ctx.actor.may('petition.enter'),
    maySet: ctx.actor.may('petition.set-limits'),
    ownLimits: (await ownLimits(ctx)).length > 0
  }
}
