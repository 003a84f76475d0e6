import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import * as store from './store.ts'

export type Absence = { readonly from: Day; readonly to: Day }

/** The officer says from which day to which he is away; null: he is there. Only the own absence is said. */
export async function sayAway(
  ctx: Ctx,
  absence: Absence | null
): Promise<Result<undefined, { code: 'forbidden' | 'absence-backwards' }>> {
  const { kind, id } = ctx.actor
  if (kind !== 'officer' || !id) return err({ code: 'forbidden' })
  if (absence && absence.to < absence.from) return err({ code: 'absence-backwards' })
  if (absence)
    await ctx.sql`
      insert into absence (account, away_from, away_to, said_at)
      values (${id}, ${absence.from}, ${absence.to}, ${ctx.now()})
      on conflict (account) do update
      set away_from = excluded.away_from, away_to = excluded.away_to, said_at = excluded.said_at`
  else await ctx.sql`delete from absence where account = ${id}`
  await store.recordAct(ctx, { act: absence ? 'absence.said' : 'absence.ended', account: id, facts: { ...absence } })
  return ok(undefined)
}

/** The officer's own absence that is not over yet. */
export async function ownAbsence({ sql, actor }: Ctx, today: Day): Promise<Absence | null> {
  const [row] = await sql<Absence[]>`
    select away_from as "from", away_to as "to" from absence where account = ${actor.id}::uuid and away_to >= ${today}`
  return row ?? null
}

/** Who of these officers is away on a day, and until when. */
export async function absentOn({ sql }: Ctx, officers: readonly string[], on: Day): Promise<ReadonlyMap<string, Day>> {
  const rows = await sql<{ account: string; to: Day }[]>`
    select account as "account", away_to as "to" from absence
    where account = any(${[...officers]}::uuid[]) and away_from <= ${on} and away_to >= ${on}`
  return new Map(rows.map(({ account, to }) => [account, to]))
}
