import { indexReader, pageAsked, todayOf } from '#lib/server/indices.ts'
import { ROWS_PER_PAGE, rowsOf } from '#server/indices/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = indexReader({ locals, url })
  const { page, around } = pageAsked(url, ROWS_PER_PAGE)
  const { asks, rows } = await rowsOf(ctx, {
    key: url.searchParams.get('criterion') ?? '',
    year: Number(todayOf(ctx).slice(0, 4)),
    quarter: Number(url.searchParams.get('quarter')) || null,
    page
  })
  const names = await unitNames(ctx, [...new Set(rows.map(row => row.unit))])
  const tasks = asks === 'tasks'
  return {
    tasks,
    pages: around(rows[0]?.total ?? 0),
    folder: tasks ? '/desk/reform/tasks' : '/desk/dossiers',
    mayOpen: ctx.actor.may(tasks ? 'reform.read' : 'dossier.read'),
    rows: rows.map(({ code, name, unit, receivedAt, dueAt, finishedAt }) => ({
      ...{ code, name, receivedAt, dueAt, finishedAt },
      unit: wordsIn(ctx.language, names.get(unit) ?? { vi: unit })
    }))
  }
}
