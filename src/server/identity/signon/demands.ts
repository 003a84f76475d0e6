import { err, ok, remembered } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { recordAct } from '../store.ts'
import type { Level } from './model.ts'

/** What a service may ask a level for: reading the own dossiers, filing, filing one procedure (`file:1.004873`). */
export const isDemandPurpose = (purpose: string): boolean => /^(own-dossier|file(:[0-9A-Za-z.]{1,40})?)$/.test(purpose)

const known = remembered<{ purpose: string; level: Level }[]>()

/** What is asked, as the administrator set it. */
export const demands = (ctx: Ctx): Promise<{ purpose: string; level: Level }[]> =>
  known.of(ctx, 'demands', async () => [
    ...(await ctx.sql<{ purpose: string; level: Level }[]>`
      select purpose, level from assurance_demand order by purpose`)
  ])

/** The level asked for a purpose; a procedure's own word goes before the general one. */
export async function demandedLevel(ctx: Ctx, purpose: string): Promise<Level> {
  const all = await demands(ctx)
  const said = all.find(one => one.purpose === purpose) ?? all.find(one => one.purpose === purpose.split(':')[0])
  return said?.level ?? 1
}

/** Sets what a purpose asks; level 1 asks nothing beyond a session and takes the line away. */
export async function demandLevel(
  ctx: Ctx,
  purpose: string,
  level: Level
): Promise<Result<undefined, { code: 'forbidden' | 'purpose-unknown' }>> {
  if (!ctx.actor.may('identity.change-sign-on')) return err({ code: 'forbidden' })
  if (!isDemandPurpose(purpose)) return err({ code: 'purpose-unknown' })
  if (level === 1) await ctx.sql`delete from assurance_demand where purpose = ${purpose}`
  else
    await ctx.sql`
      insert into assurance_demand (purpose, level) values (${purpose}, ${level})
      on conflict (purpose) do update set level = excluded.level`
  known.forget(ctx)
  await recordAct(ctx, { act: 'assurance.demanded', account: null, facts: { purpose, level } })
  return ok(undefined)
}
