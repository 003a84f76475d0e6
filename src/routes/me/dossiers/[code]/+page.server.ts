import { error, redirect } from '@sveltejs/kit'
import { needLevel } from '#lib/server/sign-on.ts'
import { follow, openOwn } from '#server/dossiers/index.ts'
import { payableNow } from '#lib/payable.ts'
import { standingOf } from '#server/payments/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const {
    locals: { ctx, session },
    params,
    url
  } = event
  if (!session) redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname)}`)
  const own = await openOwn(ctx, params.code, undefined)
  if (!own) error(404)
  await needLevel(event, 'own-dossier')
  const [full, standing] = await Promise.all([follow(ctx, own.dossier), standingOf(ctx, own.dossier)])
  return { full, payable: payableNow(standing) }
}
