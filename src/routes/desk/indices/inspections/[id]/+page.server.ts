import { error } from '@sveltejs/kit'
import { z } from 'zod'
import { asDay, doing, indexReader, todayOf } from '#lib/server/indices.ts'
import { findingState, loadCase, onInspection } from '#server/indices/index.ts'
import type { Inspection } from '#server/indices/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, params }) => {
  const ctx = indexReader({ locals, url })
  const found = await loadCase<Inspection>(ctx, 'inspection', params.id)
  if (!found) error(404)
  const { units, visited, findings, ...rest } = found.state
  const names = await unitNames(ctx, units)
  const nameOf = (code: string) => wordsIn(ctx.language, names.get(code) ?? { vi: code })
  return {
    ...rest,
    mayChange: ctx.actor.may('indices.change'),
    units: units.map(code => ({ code, name: nameOf(code), visited: visited[code] ?? null })),
    findings: findings.map((one, at) => ({
      ...one,
      at,
      name: nameOf(one.unit),
      state: findingState(one, todayOf(ctx))
    }))
  }
}

const day = z.string().transform(asDay).pipe(z.iso.date())
const unit = z.string().min(3)
const words = z.string().trim().min(3).max(2000)
export const actions: Actions = {
  visit: doing(z.object({ unit, on: day }), (ctx, input, id) => onInspection(ctx, id, { kind: 'visit', ...input })),
  find: doing(z.object({ unit, words, due: day }), (ctx, input, id) =>
    onInspection(ctx, id, { kind: 'find', ...input })
  ),
  mend: doing(z.object({ finding: z.coerce.number().int().min(0), words }), (ctx, input, id) =>
    onInspection(ctx, id, { kind: 'mend', ...input })
  ),
  close: doing(z.object({}), (ctx, _, id) => onInspection(ctx, id, { kind: 'close' }))
}
