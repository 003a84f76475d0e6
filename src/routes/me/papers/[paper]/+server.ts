import { error, redirect } from '@sveltejs/kit'
import { readBlob, serveFile } from '#server/documents/index.ts'
import { person } from '#server/identity/index.ts'
import { ownFile } from '#server/papers/index.ts'
import type { RequestHandler } from './$types'

/** The file of an own paper; for anybody else there is none. */
export const GET: RequestHandler = async ({ locals: { ctx, session }, params }) => {
  if (!session) redirect(303, '/sign-in?back=/me/papers')
  const self = (await person(ctx, session.account)) ?? error(404)
  const file = (await ownFile(ctx, self, params.paper)) ?? error(404)
  const blob = (await readBlob(ctx, file.id)) ?? error(404)
  return new Response(blob.stream, { headers: serveFile(file, 'attachment') })
}
