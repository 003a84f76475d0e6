import { formatDay, parseDay } from '#lib/format.ts'
import { deskOnly } from '#lib/server/desk.ts'
import { successions, units } from '#server/organisation/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { PageServerLoad } from './$types'

/** Parts of an agency: left out of the list unless asked for. */
const PARTS = new Set<string>(['division', 'office', 'centre'])

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'officer')
  const { url } = event
  const day = parseDay(url.searchParams.get('on') ?? '') ?? dayOf(ctx.now())
  const search = url.searchParams.get('q') ?? ''
  const divisions = url.searchParams.has('divisions')
  const [found, history, all] = await Promise.all([
    units(ctx, { on: day, search }),
    successions(ctx),
    units(ctx, { on: null })
  ])
  const names = new Map(all.map(unit => [unit.code, unit.name.vi]))
  return {
    day: formatDay(day),
    search,
    divisions,
    units: found.filter(
      unit => divisions || search !== '' || !PARTS.has(unit.kind) || unit.parent === ctx.province.code
    ),
    history: history.map(one => ({
      ...one,
      predecessorName: names.get(one.predecessor) ?? '',
      successorName: one.successor ? (names.get(one.successor) ?? '') : ''
    }))
  }
}
