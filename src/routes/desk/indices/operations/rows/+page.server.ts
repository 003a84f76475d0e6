import { indexReader, todayOf } from '#lib/server/indices.ts'
import { rowsOf } from '#server/indices/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = indexReader({ locals, url })
  const quarter = Number(url.searchParams.get('quarter')) || null
  const rows = await rowsOf(ctx, url.searchParams.get('criterion') ?? '', Number(todayOf(ctx).slice(0, 4)), quarter)
  const names = await unitNames(ctx, [...new Set(rows.map(row => row.settlingUnit))])
  return {
    total: rows[0]?.total ?? 0,
    mayOpen: ctx.actor.may('dossier.read'),
    rows: rows.map(({ total: _, ...row }) => ({
      ...row,
      unit: wordsIn(ctx.language, names.get(row.settlingUnit) ?? { vi: row.settlingUnit })
    }))
  }
}
