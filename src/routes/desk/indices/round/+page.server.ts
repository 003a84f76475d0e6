import { z } from 'zod'
import { asDay, doing, indexReader, todayOf } from '#lib/server/indices.ts'
import {
  askForMissing,
  cases,
  closeRound,
  computedOf,
  editions,
  nodesOf,
  readinessOf,
  registerLostPoints,
  rounds
} from '#server/indices/index.ts'
import type { EditionRow } from '#server/indices/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { ok, wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = indexReader({ locals, url })
  const all = await rounds(ctx)
  const open = (await editions(ctx))
    .filter(one => all.some(({ edition }) => edition === one.id))
    .sort((a, b) => b.year - a.year)
  const edition = open.find(one => one.id === url.searchParams.get('edition')) ?? open[0] ?? null
  const own = all.filter(one => one.edition === edition?.id)
  const subject = (own.find(one => one.subject === url.searchParams.get('subject')) ?? own[0])?.subject ?? ''
  const ready = url.searchParams.get('ready') ?? ''
  const common = { open, edition, subject, ready, mayChange: ctx.actor.may('indices.change') }
  if (!edition) return { ...common, rows: [], subjects: [], counts: { present: 0, stale: 0, missing: 0 } }
  const rows = await criteriaOf(ctx, edition, subject)
  const counts = { present: 0, stale: 0, missing: 0 }
  for (const row of rows) if (row.ready) counts[row.ready]++
  const names = await unitNames(
    ctx,
    own.map(one => one.subject)
  )
  return {
    ...common,
    counts,
    rows: ready ? rows.filter(row => row.ready === ready) : rows,
    subjects: own
      .map(one => ({ ...one, name: wordsIn(ctx.language, names.get(one.subject) ?? { vi: one.subject }) }))
      .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  }
}

async function criteriaOf(ctx: Ctx, edition: EditionRow, subject: string) {
  const today = todayOf(ctx)
  const [found, nodes, computed] = await Promise.all([
    cases(ctx, 'component', { edition: edition.id, subject }),
    nodesOf(ctx, edition.id),
    computedOf(ctx, edition.id, subject)
  ])
  const names = await unitNames(ctx, [...new Set(found.map(({ state }) => state.owner))])
  return found.map(({ id, due, state }) => {
    const node = nodes.find(({ key }) => key === state.node)
    const { phase, self, round1, final, maximum, owner } = state
    return {
      ...{ id, due, phase, self, round1, final, maximum },
      computed: computed.get(state.node)?.computed ?? null,
      code: node?.code ?? '',
      name: node ? wordsIn(ctx.language, node.name) : state.node,
      ready: node?.kind === 'appraised' ? readinessOf(state, today) : null,
      owner: wordsIn(ctx.language, names.get(owner) ?? { vi: owner })
    }
  })
}

const Which = z.object({ edition: z.uuid(), subject: z.string().min(1).max(40) })
export const actions: Actions = {
  ask: doing(Which.extend({ due: z.string().transform(asDay).pipe(z.iso.date()) }), (ctx, { edition, subject, due }) =>
    askForMissing(ctx, edition, subject, due)
  ),
  close: doing(Which, async (ctx, { edition, subject }) => {
    const closed = await closeRound(ctx, edition, subject)
    if (!closed.ok) return closed
    const registered = await registerLostPoints(ctx, edition, subject)
    return registered.ok ? ok({ ...closed.value, ...registered.value }) : registered
  })
}
