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
  const opens = asks ? OPENS[asks] : null
  const mayOpen = opens !== null && ctx.actor.may(opens.permission)
  return {
    asks,
    title: opens?.title ?? 'operations.rows',
    pages: around(rows[0]?.total ?? 0),
    rows: rows.map(({ code, name, unit, receivedAt, dueAt, finishedAt, ...row }) => ({
      ...{ code, name, receivedAt, dueAt, finishedAt },
      href: mayOpen && !('foreign' in row && row.foreign) ? `${opens.folder}/${code}` : null,
      unit: wordsIn(ctx.language, names.get(unit) ?? { vi: unit })
    }))
  }
}

const DOSSIER = { folder: '/desk/dossiers', permission: 'dossier.read', title: 'operations.rows' } as const
const TASK = { folder: '/desk/reform/tasks', permission: 'reform.read', title: 'operations.tasks' } as const
/** Where what is behind a question opens, and who may. */
const OPENS = {
  'on-time': DOSSIER,
  online: DOSSIER,
  digitised: DOSSIER,
  'paid-online': DOSSIER,
  apologies: DOSSIER,
  'online-used': { folder: '/procedures', permission: 'indices.read', title: 'operations.procedures' },
  tasks: TASK,
  plan: TASK,
  petitions: { folder: '/desk/petitions', permission: 'petition.read-all', title: 'operations.petitions' },
  inspected: null,
  findings: null,
  ratings: null
} as const
