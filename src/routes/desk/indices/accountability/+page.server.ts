import { z } from 'zod'
import { doing, indexReader } from '#lib/server/indices.ts'
import { cases, CONCLUSIONS, loadCase, onAccountability, shownName } from '#server/indices/index.ts'
import type { LostPoint } from '#server/indices/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = indexReader({ locals, url })
  const found = await cases(ctx, 'accountability')
  const names = await unitNames(
    ctx,
    found.map(({ state }) => state.owner)
  )
  return {
    mayChange: ctx.actor.may('indices.change'),
    mayDecide: ctx.actor.may('indices.decide'),
    rows: await Promise.all(
      found.map(async ({ id, state }) => {
        const point = (await loadCase<LostPoint>(ctx, 'lost-point', state.lostPoint))!.state
        const { phase, hearing, conclusion, record, lostPoint } = state
        return {
          id,
          lostPoint,
          phase,
          hearing,
          conclusion,
          record,
          name: point.name,
          year: point.year,
          amount: point.amount,
          cause: point.cause!.code,
          remedy: point.remedy!.words,
          owner: wordsIn(ctx.language, names.get(state.owner) ?? { vi: state.owner }),
          // Nobody's name leaves the server before hearing, conclusion and record.
          title: state.head?.title ?? null,
          person: shownName(state)
        }
      })
    )
  }
}

const id = z.uuid()
const words = z.string().trim().min(3).max(4000)
export const actions: Actions = {
  hear: doing(z.object({ id, words }), (ctx, input) =>
    onAccountability(ctx, input.id, { kind: 'hear', words: input.words })
  ),
  conclude: doing(z.object({ id, conclusion: z.enum(CONCLUSIONS), words }), (ctx, { id, ...input }) =>
    onAccountability(ctx, id, { kind: 'conclude', ...input })
  ),
  record: doing(z.object({ id, number: z.string().trim().min(2).max(60) }), (ctx, input) =>
    onAccountability(ctx, input.id, { kind: 'record', number: input.number })
  )
}
