import { error } from '@sveltejs/kit'
import { z } from 'zod'
import { asDay, doing, indexReader, todayOf } from '#lib/server/indices.ts'
import {
  answersFor,
  computedOf,
  giveEvidence,
  loadCase,
  nodesOf,
  onComponent,
  readinessOf,
  storyOf
} from '#server/indices/index.ts'
import type { Component } from '#server/indices/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, params }) => {
  const ctx = indexReader({ locals, url })
  const found = await loadCase<Component>(ctx, 'component', params.id)
  if (!found) error(404)
  const { state } = found
  const node = (await nodesOf(ctx, state.edition)).find(({ key }) => key === state.node)!
  const names = await unitNames(ctx, [state.owner])
  const [story, computed] = await Promise.all([storyOf(ctx, params.id), computedOf(ctx, state.edition, state.subject)])
  return {
    component: state,
    id: params.id,
    computed: computed.get(state.node) ?? null,
    node,
    name: wordsIn(ctx.language, node.name),
    owner: wordsIn(ctx.language, names.get(state.owner) ?? { vi: state.owner }),
    ready: readinessOf(state, todayOf(ctx)),
    story: story.map(({ version, type, at, actorName }) => ({ version, type, at, actorName })),
    mayChange: ctx.actor.may('indices.change'),
    mayAnswer: answersFor(ctx, state.owner)
  }
}

const number = z
  .string()
  .transform(text => Number(text.replace(',', '.')))
  .pipe(z.number())
const maybe = z
  .string()
  .transform(text => (text.trim() === '' ? null : Number(text.replace(',', '.'))))
  .pipe(z.number().nullable())
const words = z.string().trim().max(4000)
export const actions: Actions = {
  give: doing(
    z.object({
      name: words.min(3),
      validUntil: z
        .string()
        .transform(text => (text.trim() === '' ? null : asDay(text)))
        .pipe(z.iso.date().nullable()),
      file: z.instanceof(File).nullish()
    }),
    (ctx, { file = null, ...input }, id) => giveEvidence(ctx, id, { ...input, file })
  ),
  self: doing(z.object({ points: number, words }), (ctx, input, id) =>
    onComponent(ctx, id, { kind: 'score-self', ...input })
  ),
  explain: doing(z.object({ words: words.min(3) }), (ctx, input, id) =>
    onComponent(ctx, id, { kind: 'explain', ...input })
  ),
  appraise: doing(z.object({ points: number, words }), (ctx, input, id) =>
    onComponent(ctx, id, { kind: 'appraise', ...input })
  ),
  rebut: doing(z.object({ words: words.min(3) }), (ctx, input, id) =>
    onComponent(ctx, id, { kind: 'rebut', ...input })
  ),
  finalise: doing(z.object({ points: number, low: maybe, high: maybe, words }), (ctx, input, id) =>
    onComponent(ctx, id, { kind: 'finalise', ...input })
  )
}
