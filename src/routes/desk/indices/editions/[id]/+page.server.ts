import { error } from '@sveltejs/kit'
import { z } from 'zod'
import { doing, indexReader } from '#lib/server/indices.ts'
import {
  COMPARABLE,
  crosswalk,
  crossOver,
  edition,
  editions,
  nodesOf,
  openRounds,
  publishEdition,
  RELATIONS,
  shapeOf,
  subjectsOf
} from '#server/indices/index.ts'
import { ok, wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

const before = async (ctx: Ctx, of: { index: string; year: number }) =>
  (await editions(ctx, of.index)).find(one => one.year < of.year) ?? null

export const load: PageServerLoad = async ({ locals, url, params }) => {
  const ctx = indexReader({ locals, url })
  const found = await edition(ctx, params.id)
  if (!found) error(404)
  const earlier = await before(ctx, found)
  const nodes = await nodesOf(ctx, found.id)
  const levels = new Map<string, number>()
  for (const node of nodes) levels.set(node.key, node.parent === null ? 0 : (levels.get(node.parent) ?? 0) + 1)
  return {
    edition: found,
    earlier,
    nodes: nodes.map(node => ({ ...node, level: levels.get(node.key)!, shape: shapeOf(node.rule) })),
    past: earlier ? (await nodesOf(ctx, earlier.id)).map(({ key, code, name }) => ({ key, code, name })) : [],
    crossings: earlier
      ? (await crosswalk(ctx, earlier.id, found.id)).filter(({ relation }) => relation !== 'same')
      : [],
    subjects:
      found.scored === 'unit' && ctx.actor.may('indices.change')
        ? (await subjectsOf(ctx, found)).map(({ code, name }) => ({ value: code, label: wordsIn(ctx.language, name) }))
        : [],
    mayChange: ctx.actor.may('indices.change')
  }
}

const key = z.string().transform(text => (text === '' ? null : text))
const Crossing = z.object({
  from: key,
  to: key,
  relation: z.enum(RELATIONS),
  comparable: z.enum(COMPARABLE),
  note: z.string().max(500).default('')
})

export const actions: Actions = {
  publish: doing(z.object({}), (ctx, _, id) => publishEdition(ctx, id)),
  open: doing(
    z.object({ whose: z.string().max(40).default('') }),
    async (ctx, { whose }, id) => {
      const found = await edition(ctx, id)
      const all = found ? await subjectsOf(ctx, found) : []
      const chosen = all.filter(({ code, kind }) => whose === '' || code === whose || kind === whose)
      const opened = await openRounds(
        ctx,
        id,
        chosen.map(({ code }) => code)
      )
      return opened.ok ? ok(id) : opened
    },
    id => `/desk/indices/round?edition=${id}&saved=1`
  ),
  cross: doing(Crossing, async (ctx, crossing, id) => {
    const now = await edition(ctx, id)
    const earlier = now && (await before(ctx, now))
    return crossOver(ctx, earlier?.id ?? id, id, crossing)
  })
}
