import { z } from 'zod'
import { asDay, doing, indexReader, todayOf } from '#lib/server/indices.ts'
import { cases, findingState, inspectable, planInspection, shareInspected } from '#server/indices/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = indexReader({ locals, url })
  const today = todayOf(ctx)
  const year = Number(today.slice(0, 4))
  const [found, own] = await Promise.all([cases(ctx, 'inspection'), inspectable(ctx, today)])
  return {
    year,
    share: shareInspected(
      found.map(({ state }) => state),
      year,
      own.map(({ code }) => code)
    ),
    units: own.map(({ code, name }) => ({ value: code, label: wordsIn(ctx.language, name) })),
    mayChange: ctx.actor.may('indices.change'),
    rows: found.map(({ id, state }) => {
      const { name, number, from, to, phase, units: planned, visited, findings } = state
      return {
        id,
        name,
        number,
        from,
        to,
        phase,
        units: planned.length,
        visited: Object.keys(visited).length,
        findings: findings.length,
        late: findings.filter(one => findingState(one, today) === 'late').length
      }
    })
  }
}

const day = z.string().transform(asDay).pipe(z.iso.date())
const Plan = z.object({
  name: z.string().trim().min(3).max(200),
  number: z.string().trim().min(1).max(60),
  from: day,
  to: day,
  units: z.union([z.string().transform(one => [one]), z.array(z.string())]).default([])
})
export const actions: Actions = {
  plan: doing(
    Plan,
    (ctx, plan) => planInspection(ctx, { ...plan, year: Number(plan.from.slice(0, 4)) }),
    ({ id }) => `/desk/indices/inspections/${id}?saved=1`
  )
}
