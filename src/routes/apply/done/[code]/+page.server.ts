import { redirect } from '@sveltejs/kit'
import { opened } from '#lib/server/following.ts'
import { follow } from '#server/dossiers/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const { code } = event.params
  const own = await opened(event, code)
  if (!own) redirect(303, `/track/${encodeURIComponent(code)}`)
  const { holders, procedure, desk, phase } = await follow(event.locals.ctx, own.dossier)
  return { code, name: procedure.name, desk, until: phase === 'filed' ? (holders[0]?.until ?? null) : null }
}
