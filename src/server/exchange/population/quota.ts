import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { Quota } from '../contract.ts'

export const POPULATION_QUOTA: Quota = { officer: 200, system: 20_000 }

/** Takes one question from the officer's day and from the installation's; false when either is used up. */
export async function takeFromQuota(ctx: Ctx, system: string, officer: string, quota: Quota): Promise<boolean> {
  const day = dayOf(ctx.now())
  const own = await takeOne(ctx, { system, holder: officer, day, most: quota.officer })
  return own && (await takeOne(ctx, { system, holder: '*', day, most: quota.system }))
}

async function takeOne({ sql }: Ctx, take: { system: string; holder: string; day: string; most: number }) {
  const taken = await sql<{ used: number }[]>`
    insert into exchange_quota_use (system, holder, day, used) values (${take.system}, ${take.holder}, ${take.day}, 1)
    on conflict (system, holder, day) do update set used = exchange_quota_use.used + 1
      where exchange_quota_use.used < ${take.most}
    returning used as "used"`
  return taken.length > 0
}
