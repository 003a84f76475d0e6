import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import type { Subject } from './model.ts'

/** The provinces that border on one, in the order of their names. */
export const neighboursOf = async ({ sql }: Pick<Ctx, 'sql'>, province: Subject): Promise<readonly Subject[]> =>
  (
    await sql<{ code: string }[]>`
      select neighbour as "code" from index_neighbour join index_province on index_province.code = neighbour
      where province = ${province} order by index_province.name collate "vi-x-icu"`
  ).map(({ code }) => code)

/** Says whom a province borders on; each of them borders on it from then on too. Replaces what stood before. */
export async function setNeighbours(
  ctx: Ctx,
  province: Subject,
  neighbours: readonly Subject[]
): Promise<Result<{ kept: number }, Refusal>> {
  if (!ctx.actor.may('indices.change')) return err({ code: 'forbidden' })
  const given = [...new Set(neighbours)]
  const known = await ctx.sql<{ code: string }[]>`
    select code from index_province where code = any(${[province, ...given]}::text[])`
  const unknown = [province, ...given].find(one => !known.some(({ code }) => code === one))
  if (unknown !== undefined || given.includes(province)) return err({ code: 'not-found' })
  const [kept] = await ctx.sql<{ kept: number }[]>`
    with gone as (
      delete from index_neighbour
      where (province = ${province} and not neighbour = any(${given}::text[]))
        or (neighbour = ${province} and not province = any(${given}::text[]))
    ), put as (
      insert into index_neighbour (province, neighbour)
      select ${province}, code from unnest(${given}::text[]) as given (code)
      union all
      select code, ${province} from unnest(${given}::text[]) as given (code)
      on conflict do nothing
    )
    select ${given.length}::integer as "kept"`
  ctx.log.info({ event: 'indices.neighbours-set', province, neighbours: given.length }, 'set')
  return ok(kept!)
}
