import { DESK } from '#lib/navigation.ts'
import { menuCounts } from '#server/dossiers/index.ts'
import { outagesShown } from '#server/exchange/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { LayoutServerLoad } from './$types'

/** What the desk's menu shows: the officer's unit by name, and only the doors that open; and what is away. */
export const load: LayoutServerLoad = async ({ locals: { ctx, session } }) => {
  const unit = session?.unit ?? null
  const [names, counts, outages] = await Promise.all([
    unit ? unitNames(ctx, [unit]) : null,
    unit && ctx.actor.may('dossier.step') ? menuCounts(ctx) : null,
    ctx.actor.kind === 'officer' ? outagesShown(ctx) : []
  ])
  const name = unit && names?.get(unit)
  const needs = DESK.flatMap(group => group.links.flatMap(link => (link.needs ? [link.needs] : [])))
  return {
    counts,
    outages,
    unitName: name ? wordsIn(ctx.language, name) : null,
    may: needs.filter(permission => ctx.actor.may(permission))
  }
}
