import { z } from 'zod'
import { doing, indexReader } from '#lib/server/indices.ts'
import { overview, picturesOf, SCOPES, setNeighbours } from '#server/indices/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = indexReader({ locals, url })
  const asked = url.searchParams
  const found = await overview(ctx, {
    index: asked.get('index'),
    year: Number(asked.get('year')) || null,
    subject: asked.get('subject'),
    map: asked.get('map')
  })
  const scope = SCOPES.find(one => one === asked.get('scope')) ?? 'near'
  const { parts: _, ranks: __, ...rest } = found
  const query = new URLSearchParams({
    index: found.index,
    year: String(found.year ?? ''),
    subject: found.subject ?? '',
    map: found.map
  })
  return {
    ...rest,
    scope,
    query: query.toString(),
    pictures: picturesOf(found, ctx.language, scope),
    own: found.trend.find(({ year }) => year === found.year) ?? null,
    before: found.trend.filter(({ year }) => year < (found.year ?? 0)).at(-1) ?? null,
    best: found.ranks[0]?.value ?? null,
    mayChange: ctx.actor.may('indices.change')
  }
}

const Code = z.string().min(1).max(40)
const Neighbours = z.object({
  province: Code,
  neighbour: z.union([Code.transform(one => [one]), z.array(Code).max(70)]).default([])
})
export const actions: Actions = {
  neighbours: doing(Neighbours, (ctx, { province, neighbour }) => setNeighbours(ctx, province, neighbour))
}
