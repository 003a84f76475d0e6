import { z } from 'zod'
import { asDay, doing, indexReader, todayOf } from '#lib/server/indices.ts'
import {
  askForMissing,
  cases,
  closeRound,
  editions,
  nodesOf,
  readinessOf,
  registerLostPoints
} from '#server/indices/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { ok, wordsIn } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = indexReader({ locals, url })
  const today = todayOf(ctx)
  const rounds = await ctx.sql<
    { edition: string }[]
  >`select distinct edition::text as "edition" from index_case where kind = 'component'`
  const open = (await editions(ctx))
    .filter(one => rounds.some(({ edition }) => edition === one.id))
    .sort((a, b) => b.year - a.year)
  const edition = open.find(one => one.id === url.searchParams.get('edition')) ?? open[0] ?? null
  const mayChange = ctx.actor.may('indices.change')
  if (!edition) return { open, edition, rows: [], counts: { present: 0, stale: 0, missing: 0 }, mayChange, ready: '' }
  const [found, nodes] = await Promise.all([
    cases(ctx, 'component', { edition: edition.id, subject: ctx.province.code }),
    nodesOf(ctx, edition.id)
  ])
  const names = await unitNames(ctx, [...new Set(found.map(({ state }) => state.owner))])
  const rows = found.map(({ id, due, state }) => {
    const node = nodes.find(({ key }) => key === state.node)
    const { phase, self, round1, final, maximum, owner } = state
    return {
      id,
      due,
      phase,
      self,
      round1,
      final,
      maximum,
      code: node?.code ?? '',
      name: node ? wordsIn(ctx.language, node.name) : state.node,
      ready: node?.kind === 'appraised' ? readinessOf(state, today) : null,
      owner: wordsIn(ctx.language, names.get(owner) ?? { vi: owner })
    }
  })
  const ready = url.searchParams.get('ready') ?? ''
  const counts = { present: 0, stale: 0, missing: 0 }
  for (const row of rows) if (row.ready) counts[row.ready]++
  return { open, edition, counts, mayChange, ready, rows: ready ? rows.filter(row => row.ready === ready) : rows }
}

const Which = z.object({ edition: z.uuid() })
export const actions: Actions = {
  ask: doing(Which.extend({ due: z.string().transform(asDay).pipe(z.iso.date()) }), (ctx, { edition, due }) =>
    askForMissing(ctx, edition, ctx.province.code, due)
  ),
  close: doing(Which, async (ctx, { edition }) => {
    const closed = await closeRound(ctx, edition, ctx.province.code)
    if (!closed.ok) return closed
    const registered = await registerLostPoints(ctx, edition, ctx.province.code)
    return registered.ok ? ok({ ...closed.value, ...registered.value }) : registered
  })
}
