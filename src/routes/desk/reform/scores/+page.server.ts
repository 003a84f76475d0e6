import { fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explainReform, posted, saved } from '#lib/server/reform.ts'
import { decideDispute, disputeScore, scorePeriod, scoresScreen } from '#server/reform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = event => scoresScreen(deskOnly(event, 'reform.read'), event.url.searchParams)

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'reform.read')
    const form = await posted(event)
    if (!form.ok) return fail(400, { message: explainReform(event, form.error) })
    const { act, period = '', score = '', dispute = '', reason = '', decision } = form.value.typed
    const done =
      act === 'score'
        ? await scorePeriod(ctx, period)
        : act === 'dispute'
          ? await disputeScore(ctx, score, reason)
          : await decideDispute(ctx, dispute, decision === 'upheld' ? 'upheld' : 'refused', reason)
    if (!done.ok) return fail(409, { message: explainReform(event, done.error) })
    return saved(`${event.url.pathname}?period=${encodeURIComponent(period)}`)
  }
}
