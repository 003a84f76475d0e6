import { error } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { readBlob, serveFile } from '#server/documents/index.ts'
import { fileOfTask } from '#server/reform/index.ts'
import type { RequestHandler } from './$types'

/** A file that proves or reports on a task, for an officer who may see the task. */
export const GET: RequestHandler = async event => {
  const ctx = deskOnly(event, 'reform.read')
  const file = await fileOfTask(ctx, event.params.task, event.params.id)
  const blob = file && (await readBlob(ctx, file.id))
  if (!blob) error(404)
  return new Response(blob.stream, { headers: serveFile(file, 'inline') })
}
