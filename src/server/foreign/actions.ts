import { within } from '#server/dossiers/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Permission, Result } from '#server/platform/index.ts'
import type { ForeignDossier, Outcome, Told } from './model.ts'
import * as store from './store.ts'

export type ForeignRefusal =
  | { code: 'forbidden' }
  | { code: 'source-unknown'; source: string }
  | { code: 'out-of-reach'; unit: string }
  | { code: 'code-twice'; codes: string[] }

/**
 * Takes what a source tells of its dossiers: idempotent, and in any order, because the source's own time says what is
 * later. `rehearse` tells what would become of each and writes nothing.
 */
export async function putForeign(
  ctx: Ctx,
  source: string,
  told: readonly ForeignDossier[],
  options: { rehearse?: boolean; needs?: Permission } = {}
): Promise<Result<readonly Told[], ForeignRefusal>> {
  if (!ctx.actor.may(options.needs ?? 'foreign.put')) return err({ code: 'forbidden' })
  if (!(await store.systemExists(ctx, source))) return err({ code: 'source-unknown', source })
  const far = told.find(each => !reachesUnit(ctx, each.receivingUnit) && !reachesUnit(ctx, each.settlingUnit))
  if (far) return err({ code: 'out-of-reach', unit: far.settlingUnit || far.receivingUnit })
  const codes = told.map(each => each.code)
  const twice = codes.filter((code, at) => codes.indexOf(code) !== at)
  if (twice.length > 0) return err({ code: 'code-twice', codes: [...new Set(twice)] })
  const known = new Map((await store.timesOf(ctx, source, codes)).map(({ code, at }) => [code, at.getTime()]))
  const outcomes = told.map(({ code, sourceTime }) => ({
    code,
    outcome: outcomeOf(known.get(code), Date.parse(sourceTime))
  }))
  const news = new Set(
    outcomes.filter(({ outcome }) => outcome === 'added' || outcome === 'changed').map(each => each.code)
  )
  if (!options.rehearse && news.size > 0) {
    await store.put(
      ctx,
      source,
      told.filter(({ code }) => news.has(code))
    )
    ctx.log.info({ event: 'foreign.told', source, count: news.size }, 'told by another system')
  }
  return ok(outcomes)
}

const outcomeOf = (known: number | undefined, told: number): Outcome =>
  known === undefined ? 'added' : told > known ? 'changed' : told === known ? 'unchanged' : 'older'

/** A token tells only of its own unit and what lies below it; one without a unit of the whole province. */
const reachesUnit = ({ actor }: Ctx, unit: string): boolean =>
  actor.kind !== 'client' || actor.unit === null || within(unit, actor.unit)
