import { error } from '@sveltejs/kit'
import { formatDay, parseDay } from '#lib/format.ts'
import { existsOn, successions, units } from '#server/organisation/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
  if (ctx.actor.kind !== 'officer') error(ctx.actor.kind === 'visitor' ? 401 : 403)
  const day = parseDay(url.searchParams.get('on') ?? '') ?? dayOf(ctx.now())
  const search = url.searchParams.get('q') ?? ''
  const [found, history, all] = await Promise.all([
    units(ctx, { on: day, search }),
    successions(ctx),
    units(ctx, { on: null })
  ])
  const names = new Map(all.map(unit => [unit.code, unit.name.vi]))
  return {
    day: formatDay(day),
    search,
    units: found.map(unit => ({
      ...unit,
      depth: unit.code.split('.').length - 1,
      past: !existsOn(unit, dayOf(ctx.now()))
    })),
    history: history.map(one => ({
      ...one,
      predecessorName: names.get(one.predecessor) ?? '',
      successorName: one.successor ? (names.get(one.successor) ?? '') : ''
    }))
  }
}
