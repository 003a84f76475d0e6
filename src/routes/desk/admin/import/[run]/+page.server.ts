import { deskOnly } from '#lib/server/desk.ts'
import { error, redirect } from '@sveltejs/kit'
import { orFail } from '#lib/server/webhooks.ts'
import { importRuns, startImport } from '#server/transfer/index.ts'
import type { Actions, PageServerLoad } from './$types'

const SHOWN = 100

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'transfer.import')
  const { params } = event
  const [run] = await importRuns(ctx, params.run)
  if (!run) error(404)
  return { run: { ...run, faults: run.faults.slice(0, SHOWN) }, more: run.faults.length > SHOWN }
}

export const actions: Actions = {
  apply: async event => {
    const ctx = deskOnly(event, 'transfer.import')
    const { params } = event
    const started = await startImport(ctx, params.run)
    if (!started.ok) return orFail(ctx, started)
    redirect(303, `/desk/admin/import/${params.run}`)
  }
}
